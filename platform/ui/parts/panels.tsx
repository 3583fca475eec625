import { Button, Loader } from '@mantine/core';
import { IconAlertTriangle, IconCircleX, IconInfoCircle } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { ApiFault } from '../http/fault.ts';
import { useUiText } from '../text.ts';

const ICONS = { error: IconCircleX, warning: IconAlertTriangle, info: IconInfoCircle } as const;

/** A notice with icon and words. `error` speaks up at once to screen readers. */
export function Panel({ kind, title, children, focused = false }: { kind: 'error' | 'warning' | 'info'; title?: string; children?: ReactNode; /** Takes the focus when it comes: the button that led to it is gone. */ focused?: boolean }) {
  const Icon = ICONS[kind];
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => { if (focused) panel.current?.focus(); }, [focused]);
  return (
    <div ref={panel} className={`ye-panel ye-${kind}`} role={kind === 'error' ? 'alert' : 'status'} {...(focused ? { tabIndex: -1 } : {})}>
      <Icon size={20} aria-hidden />
      <div>{title ? <div className="ye-strong">{title}</div> : null}{children}</div>
    </div>
  );
}

/** What went wrong and what to do, in words, with a way to try again. */
export function FaultPanel({ error, retry }: { error: unknown; retry?: (() => void) | undefined }) {
  const say = useUiText();
  const known = error instanceof ApiFault;
  const [message, remedy] = !known ? [say('broken'), say('brokenRemedy')]
    : error.message !== '' ? [error.message, error.remedy]
      : error.code === 'server.away' ? [say('offline'), say('offlineRemedy')] : [say('unreadable'), say('unreadableRemedy')];
  return (
    <Panel kind="error" title={message}>
      <div>{remedy}</div>
      {known && error.places.length > 0 ? <ul>{error.places.map((place) => <li key={`${place.path} ${place.message}`}>{place.path}: {place.message}</li>)}</ul> : null}
      {known && error.requestId !== '' ? <div className="ye-small">{say('requestId', { id: error.requestId })}</div> : null}
      {known && error.code === 'access.not-signed-in' ? <a href="/dang-nhap" target="_blank" rel="noreferrer">{say('signInBeside')}</a> : null}
      {retry ? <Button mt="xs" size="compact-md" variant="default" onClick={retry}>{say('retry')}</Button> : null}
    </Panel>
  );
}

/** Never a spinner without a word. */
export function Waiting({ what }: { what?: string }) {
  const say = useUiText();
  return <div className="ye-row ye-quiet" role="status"><Loader size="sm" aria-hidden />{what ? say('waitingFor', { what }) : say('waiting')}</div>;
}

/** A page or list with nothing in it teaches: what it is for and the first step. */
export function Empty({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return <div className="ye-empty"><div className="ye-strong">{title}</div>{children ? <p className="ye-quiet">{children}</p> : null}{action ? <div style={{ marginTop: 12 }}>{action}</div> : null}</div>;
}

interface Asked<T> { readonly data: T | undefined; readonly error: Error | null; readonly refetch: () => unknown }

/** The three states of an answer: not yet, refused, there. An old answer stays while a new one is awaited or fails. */
export function Answer<T>({ of: asked, what, children }: { of: Asked<T>; what?: string; children: (data: T) => ReactNode }) {
  if (asked.data !== undefined) return <>{children(asked.data)}</>;
  if (asked.error) return <FaultPanel error={asked.error} retry={() => void asked.refetch()} />;
  return what ? <Waiting what={what} /> : <Waiting />;
}
