import { Button } from '@mantine/core';
import { IconArrowsJoin, IconLinkOff, IconRobot, IconUserCheck } from '@tabler/icons-react';
import { facilityWords, formatMoment, Mark, TextLink, useWho } from '#platform/ui';
import { ReasonForm } from '../ReasonForm.tsx';
import type { Join } from './api.ts';
import { useJoiningText } from './text.ts';

const ICONS = { visit: IconArrowsJoin, strong: IconRobot, clerk: IconUserCheck, before: IconArrowsJoin } as const;

interface JoinLineProps {
  readonly join: Join;
  readonly mayUndo: boolean;
  readonly isOpen: boolean;
  readonly isBusy: boolean;
  readonly error: unknown;
  readonly onOpen: (open: boolean) => void;
  readonly onUndo: (why: string) => void;
}

/** One join: what it connects, who said so, when and why; struck when it was undone. */
export function JoinLine({ join, mayUndo, isOpen, isBusy, error, onOpen, onUndo }: JoinLineProps) {
  const say = useJoiningText();
  const who = useWho();
  const Icon = ICONS[join.kind];
  const isUndone = join.undone !== null;
  return (
    <>
      <div className="ye-row">
        <Mark tone={isUndone ? 'neutral' : 'info'} icon={<Icon size={16} aria-hidden />}>{say(`by.${join.kind}`)}</Mark>
        {isUndone ? <Mark tone="warning" icon={<IconLinkOff size={16} aria-hidden />}>{say('undone')}</Mark> : null}
        <span className="ye-small ye-quiet">{say('at', { who: who(join.actor), at: formatMoment(join.at) })}</span>
        {mayUndo && !isUndone && !isOpen ? <Button className="ye-push" size="compact-sm" variant="default" leftSection={<IconLinkOff size={16} aria-hidden />} onClick={() => onOpen(true)}>{say('undo')}</Button> : null}
      </div>
      <div className={isUndone ? 'ye-struck' : undefined}><End of={join.a} /> <span aria-hidden>↔</span> <End of={join.b} /></div>
      <Why why={join.why} />
      {join.undone === null ? null : <div className="ye-small">{say('undone.at', { who: who(join.undone.by ?? ''), at: formatMoment(join.undone.at), why: join.undone.why ?? '' })}</div>}
      {isOpen ? <ReasonForm draft={`undo ${join.id}`} label={say('undo.why')} example={say('undo.example')} submit={say('undo')} isBusy={isBusy} error={error} onSubmit={onUndo} onClose={() => onOpen(false)} /> : null}
    </>
  );
}

function End({ of }: { of: Join['a'] }) {
  const say = useJoiningText();
  return <span><span className="ye-strong">{of.name}</span> <span className="ye-small">({facilityWords(of.facility)}{of.patientNumber === null ? '' : `, ${say('number').toLocaleLowerCase('vi')} ${of.patientNumber}`})</span></span>;
}

/** A dossier that joined is named by a link, everything else by its words. */
function Why({ why }: { why: string }) {
  const say = useJoiningText();
  const dossier = /^dossier\/([0-9a-f-]{36})$/.exec(why)?.[1];
  if (dossier !== undefined) return <div className="ye-small"><TextLink to="/ho-so/$id" params={{ id: dossier }}>{say('dossier')}</TextLink></div>;
  return why === '' ? null : <div className="ye-small">{why}</div>;
}
