import { formatMoney, formatNumber } from '#platform/ui';
import type { JudgedLine, Totals } from './api.ts';
import { useFormText } from './text.ts';

/** Which line: by table and row, by the portal's number, or both; below it what was charged. */
export function LinePlace({ line }: { line: Pick<JudgedLine, 'table' | 'row' | 'lineId' | 'item'> }) {
  const say = useFormText();
  const where = [line.table === null ? null : line.row === null ? line.table : say('row', { table: line.table, row: line.row }), line.lineId === null ? null : say('lineId', { id: line.lineId })].filter((part) => part !== null).join(', ');
  return <><span>{where}</span>{line.item === null ? null : <div className="ye-small ye-quiet">{line.item}</div>}</>;
}

export function LineReason({ line }: { line: Pick<JudgedLine, 'refused' | 'reasonCode' | 'reason'> }) {
  const say = useFormText();
  const words = [line.reasonCode, line.reason].filter((part) => part !== null && part !== '').join(' – ');
  return <>{words === '' && !isNothing(line.refused) ? <span className="ye-quiet">{say('noReason')}</span> : words}</>;
}

export const isNothing = (amount: string): boolean => /^[0.]+$/u.test(amount);

/** Sums over visits, as figures. */
export function TotalFacts({ totals }: { totals: Totals }) {
  const say = useFormText();
  const facts = [[say('totalVisits'), formatNumber(totals.visits)], [say('totalLines'), formatNumber(totals.lines)], [say('claimedSum'), formatMoney(totals.claimed)], [say('refusedSum'), formatMoney(totals.refused)]] as const;
  return <dl className="ye-facts ye-card">{facts.map(([term, value]) => <div key={term}><dt>{term}</dt><dd className="ye-figures">{value}</dd></div>)}</dl>;
}

/** What the receiver paid and refused of a day's visits; nothing while it has judged none. */
export function DayTotals({ totals }: { totals: Totals | null }) {
  const say = useFormText();
  return totals === null ? null : <section className="ye-stack" aria-labelledby="ngay-giam-dinh"><h2 id="ngay-giam-dinh">{say('daySum')}</h2><TotalFacts totals={totals} /></section>;
}
