import type { Catalogues } from '#platform/catalogue/rules';
import type { Dossier, Row, RuleContext, TableName } from '../model/index.ts';
import { isDay } from './when.ts';

const NONE: readonly Row[] = [];

/** NGAY_RA of XML1, else NGAY_VAO (of XML1 or the check-in), else the day of the assessment, else NGAYLAP; '' when none is readable. */
export function eventDateOf(dossier: Dossier): string {
  const summary = dossier.tables.get('XML1')?.rows[0];
  const checkin = dossier.tables.get('XML0')?.rows[0];
  const assessment = dossier.tables.get('XML12')?.rows[0];
  const candidates = [summary?.['NGAY_RA'], summary?.['NGAY_VAO'], checkin?.['NGAY_VAO'], assessment?.['NGAY_HOP'], dossier.createdOn];
  return candidates.map((value) => (value ?? '').trim().slice(0, 8)).find(isDay) ?? '';
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

/** Content of a field without surrounding spaces; '' when it is absent. */
export function text(row: Row | undefined, field: string): string {
  return (row?.[field] ?? '').trim();
}
