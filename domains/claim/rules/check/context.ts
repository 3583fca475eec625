import type { Catalogues } from '#platform/catalogue/rules';
import { text, type Dossier, type Row, type RuleContext, type TableName } from '../model/index.ts';
import { daysApart, isDay } from './when.ts';

export { text } from '../model/index.ts';

const NONE: readonly Row[] = [];

/**
 * NGAY_RA of XML1, else NGAY_VAO (of XML1 or the check-in), else the day of the assessment, else NGAYLAP; '' when none is readable.
 * When NGAY_RA lies before NGAY_VAO one of them is wrong: the one nearer to NGAYLAP counts, without NGAYLAP the later.
 * Otherwise one mistyped year would switch off every rule.
 */
export function eventDateOf(dossier: Dossier): string {
  const day = (row: Row | undefined, field: string): string => {
    const value = text(row, field).slice(0, 8);
    return isDay(value) ? value : '';
  };
  const summary = dossier.tables.get('XML1')?.rows[0];
  const came = day(summary, 'NGAY_VAO');
  const left = day(summary, 'NGAY_RA');
  if (came !== '' && left !== '' && left < came) {
    const { createdOn } = dossier;
    return isDay(createdOn) && Math.abs(daysApart(left, createdOn)) < Math.abs(daysApart(came, createdOn)) ? left : came;
  }
  const created = isDay(dossier.createdOn) ? dossier.createdOn : '';
  return left || came || day(dossier.tables.get('XML0')?.rows[0], 'NGAY_VAO') || day(dossier.tables.get('XML12')?.rows[0], 'NGAY_HOP') || created;
}

export function contextOf(dossier: Dossier, catalogues: Catalogues, asOf: string, undecidable: (what: string) => void): RuleContext {
  return {
    dossier,
    catalogues,
    asOf,
    eventDate: eventDateOf(dossier),
    rows: (table: TableName) => dossier.tables.get(table)?.rows ?? NONE,
    summary: dossier.tables.get('XML1')?.rows[0],
    undecidable,
  };
}
