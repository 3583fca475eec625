import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { FaultPanel, formatMoment, Mark, Panel, Table } from '#platform/ui';
import { endSession, ownQuery } from './api.ts';
import type { Own } from './api.ts';
import { useAccountText } from './text.ts';

/** Where one is signed in; each can be signed out from here. */
export function Devices({ own }: { own: Own }) {
  const say = useAccountText();
  const client = useQueryClient();
  const work = useMutation({ mutationFn: endSession, onSuccess: () => client.invalidateQueries({ queryKey: ownQuery.queryKey }) });
  return (
    <section className="ye-card ye-stack">
      <div className="ye-row"><h2>{say('devices')}</h2><Button className="ye-push" size="compact-md" variant="default" disabled={work.isPending || own.sessions.length < 2} onClick={() => work.mutate(undefined)}>{say('device.endAll')}</Button></div>
      {work.data ? <Panel kind="info">{say('device.ended', { count: work.data.ended })}</Panel> : null}
      {work.error ? <FaultPanel error={work.error} /> : null}
      <Table fold label={say('devices')} columns={[say('device'), say('device.where'), say('device.since'), say('device.seen'), say('action')]}>
        {own.sessions.map((one) => (
          <tr key={one.id}>
            <td><span className="ye-strong">{one.agent}</span> {one.here ? <Mark tone="good">{say('device.here')}</Mark> : null}{one.station === null ? null : <div className="ye-small ye-quiet">{say('device.shared', { name: one.station })}</div>}</td>
            <td data-label={say('device.where')}>{one.address}</td><td data-label={say('device.since')}>{formatMoment(one.since)}</td><td data-label={say('device.seen')}>{formatMoment(one.seen)}</td>
            <td>{one.here ? null : <Button size="compact-md" variant="default" disabled={work.isPending} onClick={() => work.mutate(one.id)} aria-label={`${say('device.end')}: ${one.agent}, ${formatMoment(one.since)}`}>{say('device.end')}</Button>}</td>
          </tr>
        ))}
      </Table>
    </section>
  );
}
