import type { ApprovedKind, Catalogues } from '#platform/catalogue/rules';
import { layout, listOf, type LayoutName, type TableName } from '#domains/claim/rules';
import type { z } from 'zod';
import type { contentSchema } from '../filing/content.ts';

type Content = z.output<typeof contentSchema>;

/** Field → code as written (one item of a `;` list) → name. Codes that no list knows are not in it. */
export type Names = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface NameSources {
  readonly catalogues: Catalogues;
  /** Code of the facility whose approved catalogues name its people and machines. */
  readonly facility: string;
  /** Name of a facility by its code; the code itself when nobody knows it. */
  facilityName(code: string): string;
  /** yyyyMMdd: the day by which codes are read. */
  readonly on: string;
}

/** Codes of diseases. */
const DISEASES = new Set(['MA_BENH_CHINH', 'MA_BENH_KT', 'MA_BENH']);
/** Named by what the facility had approved. */
const APPROVED: Readonly<Record<string, ApprovedKind>> = {
  MA_BAC_SI: 'staff', NGUOI_THUC_HIEN: 'staff', MA_BS_DOC_KQ: 'staff', MA_TTDV: 'staff', MA_MAY: 'machine',
};
/** What the record itself calls by name in the next column. */
const NAMED_BESIDE = new Set(['MA_THUOC']);

/** Names of the coded fields of a table, for people: never a code alone. @param rows in the order of the layout */
export function namesOfTable(table: TableName, shape: LayoutName, rows: readonly (readonly (string | null)[])[], sources: NameSources): Names {
  const names: Record<string, Record<string, string>> = {};
  layout(shape).fields.forEach(({ name: field, listSeparator }, at) => {
    const nameOf = namer(table, field, sources);
    if (nameOf === undefined) return;
    const found: Record<string, string> = {};
    for (const value of new Set(rows.map((row) => row[at] ?? ''))) {
      for (const code of listSeparator === '' ? [value] : value.split(listSeparator)) {
        const name = code.trim() === '' ? undefined : nameOf(code.trim());
        if (name !== undefined && name !== '' && name !== code.trim()) found[code.trim()] = name;
      }
    }
    if (Object.keys(found).length > 0) names[field] = found;
  });
  return names;
}

function namer(table: TableName, field: string, { catalogues, facility, facilityName, on }: NameSources): ((code: string) => string | undefined) | undefined {
  if (NAMED_BESIDE.has(field)) return undefined;
  const kind = APPROVED[field];
  if (kind !== undefined) return (code) => catalogues.approved(facility, kind, code, on)?.[0]?.display;
  const lists = DISEASES.has(field) ? ['icd10'] : listOf(table, field)?.lists ?? [];
  if (lists.length === 0) return undefined;
  return (code) => {
    const known = lists.map((list) => catalogues.find(list, code, on)?.display).find((name) => name !== undefined);
    return known ?? (lists.includes('facility') ? facilityName(code) : undefined);
  };
}

/** The day by which the codes of a dossier are read: its end, else its beginning, else the file's day. */
export function dayOfContent(content: Content): string {
  for (const field of ['NGAY_RA', 'NGAY_VAO']) {
    for (const { layout: shape, rows } of content.tables.filter(({ name }) => name === 'XML1' || name === 'XML0')) {
      const day = (rows[0]?.[layout(shape).names.indexOf(field)] ?? '').slice(0, 8);
      if (/^\d{8}$/.test(day)) return day;
    }
  }
  return content.createdOn;
}
