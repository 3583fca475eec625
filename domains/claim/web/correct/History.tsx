import { Panel, formatMoment, useWho } from '#platform/ui';
import type { DossierSheet } from '../api.ts';
import { spotKey } from '../dossier/grouping.ts';
import { useClaimText } from '../text.ts';
import { Changes } from './Changes.tsx';
import { turnedBack } from './edits.ts';

/** What was corrected here, by whom and why; and whether the facility's program has come after it. @param current the revision in use */
export function History({ sheet, current }: { sheet: DossierSheet; current: number }) {
  const say = useClaimText();
  const who = useWho();
  const [last] = sheet.corrections;
  if (last === undefined) return null;
  const since = current === sheet.revision && last.revision < current;
  // Of a cell that was corrected more than once the last word counts.
  const words = new Map(sheet.corrections.toReversed().flatMap((one) => one.changes.map((each) => [spotKey(each), each])));
  const lost = since ? turnedBack(sheet.tables, [...words.values()]) : [];
  return (
    <section className="ye-card ye-stack" aria-labelledby="da-sua-tai-cho">
      <h2 id="da-sua-tai-cho">{say('corrected.title')}</h2>
      {since ? (
        <Panel kind="warning" title={say('corrected.since', { revision: current, corrected: last.revision })}>
          {lost.length === 0 ? say('corrected.kept') : <><p>{say('corrected.lost')}</p><ul>{lost.map((one) => <li key={`${one.table} ${one.row} ${one.field}`}>{one.table}, {say('row', { row: one.row })}, {one.field}: {one.after}</li>)}</ul></>}
        </Panel>
      ) : null}
      {sheet.sentAgain === null ? null : <Panel kind="warning">{say('corrected.again', { at: formatMoment(sheet.sentAgain) })}</Panel>}
      {sheet.corrections.map((one) => (
        <div key={one.revision}>
          <p><span className="ye-strong">{say('corrected.line', { revision: one.revision, by: who(one.by), at: formatMoment(one.at) })}</span> {one.reason}</p>
          <Changes changes={one.changes} />
        </div>
      ))}
    </section>
  );
}
