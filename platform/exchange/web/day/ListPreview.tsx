import { Button } from '@mantine/core';
import { IconCircleCheck, IconCircleX, IconFileUnknown } from '@tabler/icons-react';
import { formatMoment, formatNumber, Mark, Panel, Table } from '#platform/ui';
import type { Preview } from './api.ts';
import { useDayText } from './text.ts';

/** What was understood of a list, line by line, and what not, before anything is written. */
export function ListPreview({ preview, taking, onTake }: { preview: Preview; taking: boolean; onTake: () => void }) {
  const say = useDayText();
  const { counts, foreign, problems } = preview;
  const n = formatNumber;
  return (
    <section className="ye-stack" aria-labelledby="xem-truoc">
      <div className="ye-row">
        <h2 id="xem-truoc">{say('list.preview')}</h2>
        <Button className="ye-push" disabled={counts.visits === 0 || taking} onClick={onTake}>{taking ? say('list.taking') : say('list.take', { count: n(counts.visits) })}</Button>
      </div>
      <p>{say('list.counts', { visits: n(counts.visits), accepted: n(counts.accepted), rejected: n(counts.rejected), adjudicated: n(counts.adjudicated) })}{counts.strangers === null || counts.strangers === 0 ? '' : ` · ${say('list.strangers', { count: n(counts.strangers) })}`}</p>
      {foreign > 0 ? <Panel kind="warning">{say('list.foreign', { count: n(foreign) })}</Panel> : null}
      {counts.problems > 0 ? (
        <Panel kind="warning" title={say('list.problems', { count: n(counts.problems) })}>
          <ul>{problems.slice(0, 20).map((one) => <li key={one.line}>{say('list.line')} {one.line}: {one.what}</li>)}</ul>
        </Panel>
      ) : null}
      <details>
        <summary>{say('list.columns')}</summary>
        <dl className="ye-facts">{preview.columns.map((one, index) => <div key={index}><dt>{one.heading || '–'}</dt><dd>{one.field === null ? say('list.unused') : say(`field.${one.field}`)}</dd></div>)}</dl>
      </details>
      {preview.more ? <span className="ye-quiet">{say('rows', { shown: preview.items.length, all: n(counts.visits) })}</span> : null}
      <Table fold label={say('list.preview')} maxHeight="60vh" columns={[say('field.maLk'), say('facility'), say('list.outcome'), say('list.receipt'), say('field.receivedAt'), say('list.error')]}>
        {preview.items.map((one) => (
          <tr key={`${one.facility} ${one.maLk}`}>
            <td><span className="ye-id">{one.maLk}</span>{one.known === false ? <Mark tone="warning" icon={<IconFileUnknown size={16} aria-hidden />}>{say('list.new')}</Mark> : null}</td><td data-label={say('facility')}>{one.facility}</td>
            <td><Mark tone={one.outcome === 'rejected' ? 'error' : 'good'} icon={one.outcome === 'rejected' ? <IconCircleX size={16} aria-hidden /> : <IconCircleCheck size={16} aria-hidden />}>{say(`outcome.${one.outcome}`)}</Mark></td>
            <td data-label={say('list.receipt')}><span className="ye-code">{one.receipt ?? '–'}</span></td><td className="ye-nowrap" data-label={say('field.receivedAt')}>{one.receivedAt === null ? '–' : formatMoment(one.receivedAt)}</td>
            <td data-label={say('list.error')}>{one.errors.map((error) => [error.code, error.place, error.text].filter((part) => part !== '').join(' – ')).join('; ')}</td>
          </tr>
        ))}
      </Table>
    </section>
  );
}
