import { Button, Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FaultPanel, formatNumber, useUiText } from '#platform/ui';
import { closeDay, paperAddress, reopenDay, type Day, type DayKey } from './api.ts';
import { ReasonForm } from './ReasonForm.tsx';
import { useDayText } from './text.ts';

/** Closing, which signs and so asks once; the paper; reopening with a reason. */
export function DayActions({ of: key, day }: { of: DayKey; day: Day }) {
  return day.closed === null ? <Close of={key} day={day} /> : <Closed of={key} closed={day.closed} />;
}

function Close({ of: key, day }: { of: DayKey; day: Day }) {
  const say = useDayText();
  const ui = useUiText();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const work = useMutation({ mutationFn: () => closeDay(key), onSuccess: () => setOpen(false), onSettled: () => client.invalidateQueries({ queryKey: ['exchange-day'] }) });
  if (day.unexplained > 0) return <div><Button disabled aria-describedby="vi-sao-chua-chot">{say('close')}</Button><div id="vi-sao-chua-chot" className="ye-small ye-quiet">{say('whyNotClose', { count: formatNumber(day.unexplained) })}</div></div>;
  return (
    <>
      <Button onClick={() => { work.reset(); setOpen(true); }}>{say('close')}</Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={say('closeTitle')} closeButtonProps={{ 'aria-label': ui('close') }}>
        <div className="ye-stack">
          <p>{say('closeText')}</p>
          <dl className="ye-facts">{(['source', 'ours', 'receiver'] as const).map((side) => { const value = day.totals[side]; return <div key={side}><dt>{say(side)}</dt><dd>{value === null ? '–' : formatNumber(value)}</dd></div>; })}<div><dt>{say('explained')}</dt><dd>{formatNumber(day.explanations.length)}</dd></div></dl>
          {work.error ? <FaultPanel error={work.error} /> : null}
          <div className="ye-row"><Button disabled={work.isPending} onClick={() => work.mutate()}>{work.isPending ? say('closing') : say('closeYes')}</Button><Button variant="default" onClick={() => setOpen(false)}>{ui('cancel')}</Button></div>
        </div>
      </Modal>
    </>
  );
}

function Closed({ of: key, closed }: { of: DayKey; closed: NonNullable<Day['closed']> }) {
  const say = useDayText();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const refresh = () => client.invalidateQueries({ queryKey: ['exchange-day'] });
  const paper = useMutation({ mutationFn: () => closeDay(key), onSettled: refresh });
  const work = useMutation({ mutationFn: (reason: string) => reopenDay(key, reason), onSuccess: () => { setOpen(false); return refresh(); } });
  return (
    <>
      {closed.hasPaper ? <Button component="a" href={paperAddress(key, closed.number)}>{say('paper')}</Button> : <Button disabled={paper.isPending} onClick={() => paper.mutate()}>{paper.isPending ? say('closing') : say('makePaper')}</Button>}
      {paper.error ? <FaultPanel error={paper.error} /> : null}
      <Button variant="default" onClick={() => { work.reset(); setOpen(true); }}>{say('reopen')}</Button>
      <ReasonForm opened={open} title={say('reopenTitle')} text={say('reopenText')} yes={work.isPending ? say('reopening') : say('reopen')} work={work} onClose={() => setOpen(false)} />
    </>
  );
}
