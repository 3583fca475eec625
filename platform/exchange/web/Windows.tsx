import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconTool, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { SubmitEvent } from 'react';
import { DayInput, FaultPanel, formatMoment, now, today, useUiText } from '#platform/ui';
import { dropWindow, planWindow } from './api.ts';
import type { Place } from './api.ts';
import { useExchangeText } from './text.ts';
import { momentAt } from './moment.ts';

/** When a receiver announced that it is away: nothing goes there meanwhile. The administrator takes plans back. */
export function Windows({ place, mayPlan }: { place: Place; mayPlan: boolean }) {
  const say = useExchangeText();
  const client = useQueryClient();
  const drop = useMutation({ mutationFn: (id: string) => dropWindow(place.name, id), onSuccess: () => client.invalidateQueries({ queryKey: ['exchange'] }) });
  return (
    <>
      {place.windows.map((window) => (
        <div key={window.id} className="ye-window ye-small">
          <IconTool size={16} aria-hidden />
          <span>{say(Date.parse(window.from) <= now() ? 'place.windowNow' : 'place.window', { from: formatMoment(window.from), to: formatMoment(window.to) })}: {window.reason}</span>
          {mayPlan ? <ActionIcon variant="subtle" size="sm" disabled={drop.isPending} aria-label={`${say('window.drop')}: ${window.reason}`} title={say('window.drop')} onClick={() => drop.mutate(window.id)}><IconTrash size={16} aria-hidden /></ActionIcon> : null}
        </div>
      ))}
      {drop.error ? <FaultPanel error={drop.error} /> : null}
    </>
  );
}

/** From when until when nothing is sent there, and why. */
export function PlanForm({ place, onClose }: { place: Place; onClose: () => void }) {
  const say = useExchangeText();
  const ui = useUiText();
  const client = useQueryClient();
  const [fromDay, setFromDay] = useState(today());
  const [fromTime, setFromTime] = useState('22:00');
  const [toDay, setToDay] = useState(today());
  const [toTime, setToTime] = useState('23:59');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  // The button that opened it is gone.
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  const [from, to] = [momentAt(fromDay, fromTime), momentAt(toDay, toTime)];
  const wrong = from === null || to === null ? say('window.timeWrong') : Date.parse(to) <= Date.parse(from) ? say('window.order') : Date.parse(to) <= now() ? say('window.past') : reason.trim().length < 5 ? say('window.reasonWrong') : null;
  const save = useMutation({
    mutationFn: () => planWindow(place.name, { from: from ?? '', to: to ?? '', reason: reason.trim() }),
    onSuccess: () => { onClose(); return client.invalidateQueries({ queryKey: ['exchange'] }); },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>): void => { event.preventDefault(); setTried(true); if (wrong === null) save.mutate(); };
  return (
    <form ref={form} className="ye-stack" onSubmit={submit} noValidate aria-label={say('window.plan')}>
      <div className="ye-pair"><DayInput label={say('window.fromDay')} value={fromDay} onChange={(day) => { setFromDay(day); if (toDay < day) setToDay(day); }} onWrong={() => setFromDay('')} required /><TextInput label={say('window.time')} inputMode="numeric" maxLength={5} placeholder="22:00" autoComplete="off" value={fromTime} onChange={(event) => setFromTime(event.currentTarget.value)} required /></div>
      <div className="ye-pair"><DayInput label={say('window.toDay')} value={toDay} onChange={setToDay} onWrong={() => setToDay('')} required /><TextInput label={say('window.time')} inputMode="numeric" maxLength={5} placeholder="22:00" autoComplete="off" value={toTime} onChange={(event) => setToTime(event.currentTarget.value)} required /></div>
      <TextInput label={say('window.reason')} placeholder={say('place.example')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} maxLength={500} required />
      {tried && wrong !== null ? <p className="ye-wrong" role="alert">{wrong}</p> : null}
      {save.error ? <FaultPanel error={save.error} /> : null}
      <div className="ye-row">
        <Button type="submit" size="compact-sm" disabled={save.isPending}>{say(save.isPending ? 'place.working' : 'window.save')}</Button>
        <Button size="compact-sm" variant="default" onClick={onClose}>{ui('cancel')}</Button>
      </div>
    </form>
  );
}
