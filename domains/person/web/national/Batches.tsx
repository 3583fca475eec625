import { Button } from '@mantine/core';
import { IconDownload, IconSend } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Empty, FaultPanel, formatMoment, formatNumber, Table } from '#platform/ui';
import { batchAddress, exchangeBatch } from './api.ts';
import type { Overview } from './api.ts';
import { ReceivedPanel } from './ReceivedPanel.tsx';
import { useNationalText } from './text.ts';

/** The files that went out: fetched again as often as needed, or sent over the line where there is one. */
export function Batches({ batches, connected }: { batches: Overview['batches']; connected: boolean }) {
  const say = useNationalText();
  const client = useQueryClient();
  const send = useMutation({ mutationFn: exchangeBatch, onSuccess: () => client.invalidateQueries({ queryKey: ['person-national'] }) });
  return (
    <section className="ye-stack" aria-labelledby="tep-da-gui">
      <h2 id="tep-da-gui">{say('batches')}</h2>
      {send.error ? <FaultPanel error={send.error} /> : null}
      {send.data && !send.isPending ? <ReceivedPanel received={send.data} /> : null}
      {batches.length === 0 ? <Empty title={say('batches.none')}>{say('batches.noneText')}</Empty> : (
        <Table fold label={say('batches')} columns={[{ title: say('batch.number'), number: true }, say('batch.made'), say('batch.by'), { title: say('batch.lines'), number: true }, { title: say('batch.answered'), number: true }, say('batch.do')]}>
          {batches.map((batch) => (
            <tr key={batch.id}>
              <td className="ye-number" data-label={say('batch.number')}>{batch.number}</td><td className="ye-nowrap" data-label={say('batch.made')}>{formatMoment(batch.madeAt)}</td><td data-label={say('batch.by')}>{batch.madeBy}</td>
              <td className="ye-number" data-label={say('batch.lines')}>{formatNumber(batch.lines)}</td><td className="ye-number" data-label={say('batch.answered')}>{formatNumber(batch.answered)}</td>
              <td><div className="ye-row">
                <Button component="a" href={batchAddress(batch.id)} download size="compact-sm" variant="default" leftSection={<IconDownload size={16} aria-hidden />} aria-label={`${say('download')} ${batch.number}`}>{say('download')}</Button>
                {connected && batch.answered < batch.lines ? <Button size="compact-sm" variant="default" leftSection={<IconSend size={16} aria-hidden />} disabled={send.isPending} onClick={() => send.mutate(batch.id)}>{say(send.isPending && send.variables === batch.id ? 'exchanging' : 'exchange')}</Button> : null}
              </div></td>
            </tr>
          ))}
        </Table>
      )}
    </section>
  );
}
