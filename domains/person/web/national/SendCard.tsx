import { Button, Checkbox } from '@mantine/core';
import { IconFileExport } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FaultPanel, formatNumber, Panel } from '#platform/ui';
import { makeBatch } from './api.ts';
import type { Overview } from './api.ts';
import { useNationalText } from './text.ts';

/** Makes the file of all who wait to be compared. */
export function SendCard({ counts }: { counts: Overview['counts'] }) {
  const say = useNationalText();
  const client = useQueryClient();
  const [unanswered, setUnanswered] = useState(false);
  const of = (...states: readonly string[]) => counts.filter((one) => states.includes(one.state)).reduce((sum, one) => sum + one.count, 0);
  const [waiting, open] = [of('unverified', 'corrected'), of('sent', 'sent-again')];
  const make = useMutation({ mutationFn: () => makeBatch(unanswered), onSuccess: () => { setUnanswered(false); return client.invalidateQueries({ queryKey: ['person-national'] }); } });
  const total = waiting + (unanswered ? open : 0);
  return (
    <section className="ye-card ye-stack" aria-labelledby="gui-di">
      <h2 id="gui-di">{say('send.title')}</h2>
      <p>{total === 0 ? say('send.none') : say('send.count', { count: formatNumber(total) })}</p>
      {open > 0 ? <Checkbox label={say('send.unanswered', { count: formatNumber(open) })} checked={unanswered} onChange={(event) => setUnanswered(event.currentTarget.checked)} /> : null}
      {make.error ? <FaultPanel error={make.error} /> : null}
      {make.data && !make.isPending ? <Panel kind="info">{say('send.done', { count: formatNumber(make.data.lines) })}</Panel> : null}
      <div><Button leftSection={<IconFileExport size={18} aria-hidden />} disabled={total === 0 || make.isPending} onClick={() => make.mutate()}>{say(make.isPending ? 'sending' : 'send')}</Button></div>
    </section>
  );
}
