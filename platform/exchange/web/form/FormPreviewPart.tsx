import { Button } from '@mantine/core';
import { IconFileUnknown } from '@tabler/icons-react';
import { formatMoney, formatNumber, Mark, Panel, Table } from '#platform/ui';
import type { FormPreview } from './api.ts';
import { LinePlace, LineReason } from './parts.tsx';
import { useFormText } from './text.ts';

/** What was understood of a form, line by line, and what not, before anything is written. */
export function FormPreviewPart({ preview, taking, onTake }: { preview: FormPreview; taking: boolean; onTake: () => void }) {
  const say = useFormText();
  const { counts, foreign, problems } = preview;
  const n = formatNumber;
  return (
    <section className="ye-stack" aria-labelledby="xem-truoc">
      <div className="ye-row">
        <h2 id="xem-truoc">{say('preview')}</h2>
        <Button className="ye-push" disabled={counts.visits === 0 || taking} onClick={onTake}>{taking ? say('taking') : say('take', { count: n(counts.visits) })}</Button>
      </div>
      <p>{say('counts', { visits: n(counts.visits), lines: n(counts.lines) })} · {say('claimedSum')} <strong>{formatMoney(preview.claimed)}</strong> · {say('refusedSum')} <strong>{formatMoney(preview.refused)}</strong></p>
      {counts.strangers === null || counts.strangers === 0 ? null : <Panel kind="info">{say('strangers', { count: n(counts.strangers) })}</Panel>}
      {foreign > 0 ? <Panel kind="warning">{say('foreign', { count: n(foreign) })}</Panel> : null}
      {counts.problems > 0 ? (
        <Panel kind="warning" title={say('problems', { count: n(counts.problems) })}>
          {counts.broken > 0 ? <p>{say('broken', { count: n(counts.broken) })}</p> : null}
          <ul>{problems.slice(0, 20).map((one) => <li key={one.line}>{say('line', { line: one.line })}: {one.what}</li>)}</ul>
        </Panel>
      ) : null}
      <details>
        <summary>{say('columns')}</summary>
        <dl className="ye-facts">{preview.columns.map((one, index) => <div key={index}><dt>{one.heading || '–'}</dt><dd>{one.field === null ? say('unused') : say(`field.${one.field}`)}</dd></div>)}</dl>
      </details>
      {preview.more ? <span className="ye-quiet">{say('rows', { shown: preview.items.length, all: n(counts.lines) })}</span> : null}
      <Table fold label={say('preview')} maxHeight="60vh" columns={[say('visit'), say('facility'), say('place'), { title: say('claimed'), number: true }, { title: say('refused'), number: true }, say('why')]}>
        {preview.items.map((one) => (
          <tr key={one.line}>
            <td><span className="ye-id">{one.maLk}</span> {one.known === false ? <Mark tone="warning" icon={<IconFileUnknown size={16} aria-hidden />}>{say('new')}</Mark> : null}</td><td data-label={say('facility')}>{one.facility}</td>
            <td data-label={say('place')}><LinePlace line={one} /></td><td className="ye-number" data-label={say('claimed')}>{formatMoney(one.claimed)}</td><td className="ye-number" data-label={say('refused')}>{formatMoney(one.refused)}</td>
            <td data-label={say('why')}><LineReason line={one} /></td>
          </tr>
        ))}
      </Table>
    </section>
  );
}
