import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Answer, ButtonLink, Empty, formatMoment, formatNumber, Mark, Page, Table, TextLink } from '#platform/ui';
import { may, meQuery } from '#platform/identity/web';
import { trailQuery } from './api.ts';
import type { TrailEvent, TrailFilter } from './api.ts';
import { FilterForm } from './FilterForm.tsx';
import { StatePanel } from './StatePanel.tsx';
import { useAuditText } from './text.ts';
import { useTrailWord } from './words.ts';

/** *Nhật ký*: who did what, for who answers for it. */
export function InspectorPage() {
  const say = useAuditText();
  const me = useQuery(meQuery);
  const [filter, setFilter] = useState<TrailFilter>({});
  const [before, setBefore] = useState<string | undefined>();
  const events = useQuery({ ...trailQuery(filter, before), placeholderData: keepPreviousData });
  return (
    <Page title={say('log')} actions={may(me.data, 'audit-alert.read') ? <ButtonLink variant="default" to="/nhat-ky/canh-bao">{say('alerts')}</ButtonLink> : null}>
      <div className="ye-stack">
        <p className="ye-quiet">{say('log.lead')}</p>
        <StatePanel />
        <FilterForm value={filter} onChange={(next) => { setFilter(next); setBefore(undefined); }} />
        <Answer of={events} what={say('log.events')}>{({ items, more }) => (items.length === 0 ? <Empty title={say('log.none')}>{say('log.noneText')}</Empty> : (
          <>
            <Table fold label={say('log')} columns={[{ title: say('column.number'), number: true }, say('column.at'), say('column.who'), say('column.what'), say('column.why'), say('column.outcome')]}>
              {items.map((one) => <EventRow key={one.id} event={one} />)}
            </Table>
            <div className="ye-row">
              {before === undefined ? null : <Button variant="default" size="compact-md" onClick={() => setBefore(undefined)}>{say('log.newest')}</Button>}
              {more ? <Button variant="default" size="compact-md" onClick={() => setBefore(items.at(-1)?.id)}>{say('log.older')}</Button> : null}
            </div>
          </>
        ))}</Answer>
      </div>
    </Page>
  );
}

function EventRow({ event }: { event: TrailEvent }) {
  const say = useAuditText();
  const word = useTrailWord();
  return (
    <tr>
      <td data-label={say('column.number')} className="ye-number ye-figures">{event.seq === null ? '–' : formatNumber(event.seq)}</td>
      <td data-label={say('column.at')} className="ye-figures"><TextLink to="/nhat-ky/$id" params={{ id: event.id }}>{formatMoment(event.at)}</TextLink></td>
      <td data-label={say('column.who')}>{event.name}<div className="ye-small ye-quiet">{word('role', event.role)}{event.unit === null ? '' : `, ${event.unit.name}`}</div></td>
      <td data-label={say('column.what')}>{word('action', event.action)}{event.found === null ? null : <div className="ye-small ye-quiet">{say('event.found')}: {formatNumber(event.found)}</div>}</td>
      <td data-label={say('column.why')}>{word('purpose', event.purpose)}</td>
      <td data-label={say('column.outcome')}><OutcomeMark outcome={event.outcome} /></td>
    </tr>
  );
}

export function OutcomeMark({ outcome }: { outcome: string }) {
  const word = useTrailWord();
  return <Mark tone={outcome === 'done' ? 'neutral' : outcome === 'refused' ? 'error' : 'warning'}>{word('outcome', outcome)}</Mark>;
}
