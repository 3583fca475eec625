import type { Catalogues } from '#platform/catalogue/rules';
import type { Dossier, Row } from '../model/index.ts';
import { codes } from './element.ts';
import { mainRow, text } from './key.ts';

/** List `sensitive-code`: `icd:B20`, `drug:40.263`, `service:24.0175`, `test:HIVAB`; attributes `class` and `reveals` = visit | row. */
const LIST = 'sensitive-code';

export interface Sensitive {
  /** Classes that the visit as a whole reveals. */
  readonly visit: readonly string[];
  /** Classes of one row of XML2, XML3 or XML4, the visit's included. */
  row(table: 'XML2' | 'XML3' | 'XML4', row: Row): readonly string[];
  icd(code: string): readonly string[];
  /** Everything that any part reveals: for what lists all parts, as the claim does. */
  readonly all: readonly string[];
}

/** Luật Phòng, chống HIV/AIDS (64/2006/QH11), Điều 30: a closed list of those who may know. The codes are data, looked up by the day. */
export function sensitiveOf(dossier: Dossier, catalogues: Catalogues, on: string): Sensitive {
  const look = (kind: string, code: string): { label: string; visit: boolean } | undefined => {
    const entry = code === '' ? undefined : catalogues.find(LIST, `${kind}:${code}`, on);
    const label = entry?.attributes['class'];
    return label === undefined ? undefined : { label, visit: entry?.attributes['reveals'] === 'visit' };
  };
  // A sub-code reveals what its category reveals: B20.7 as B20; 24.0175.1663 as 24.0175. Written in whatever way: b20.7, B207, B20+.
  const icd = (code: string) => {
    const plain = code.toUpperCase().replace(/[^0-9A-Z]/g, '');
    const category = plain.slice(0, 3);
    return look('icd', plain.length > 3 ? `${category}.${plain.slice(3)}` : category) ?? look('icd', category);
  };
  const drugs = (row: Row) => text(row, 'MA_THUOC').split('+').map((code) => look('drug', code.trim()));
  const service = (code: string) => look('service', code) ?? look('service', code.split('.').slice(0, 2).join('.'));
  const ofRow = (table: 'XML2' | 'XML3' | 'XML4', row: Row) => {
    switch (table) {
      // A drug of several ingredients is written 40.268+40.277.
      case 'XML2': return [...drugs(row), service(text(row, 'MA_DICH_VU'))];
      case 'XML3': return [service(text(row, 'MA_DICH_VU')), ...codes(row, 'MA_BENH').map(icd)];
      case 'XML4': return [service(text(row, 'MA_DICH_VU')), look('test', text(row, 'MA_CHI_SO'))];
    }
  };
  const summary = dossier.tables.get('XML1')?.rows[0];
  const found = [text(summary, 'MA_BENH_CHINH'), ...codes(summary, 'MA_BENH_KT')].map(icd);
  for (const table of ['XML2', 'XML3', 'XML4'] as const) for (const row of dossier.tables.get(table)?.rows ?? []) found.push(...ofRow(table, row));
  // The check-in names what the visit is for; referral and appointment carry diagnoses of their own.
  for (const row of dossier.tables.get('XML0')?.rows ?? []) found.push(...drugs(row), service(text(row, 'MA_DICH_VU')));
  for (const table of ['XML13', 'XML14'] as const) for (const row of dossier.tables.get(table)?.rows ?? []) found.push(...[text(row, 'MA_BENH_CHINH'), ...codes(row, 'MA_BENH_KT')].map(icd));
  if ((dossier.tables.get('XML6')?.rows.length ?? 0) > 0) found.push({ label: 'HIV', visit: true });
  if (dossier.tables.get('XML15')?.rows.some((row) => text(row, 'PHANLOAI_LAO_HIV') === '1' || text(row, 'NGAYKD_HIV') !== '')) found.push({ label: 'HIV', visit: true });
  const visit = unique(found.flatMap((one) => (one?.visit ? [one.label] : [])));
  return {
    visit,
    all: unique(found.flatMap((one) => (one === undefined ? [] : [one.label]))),
    row: (table, row) => unique([...visit, ...ofRow(table, row).flatMap((one) => (one === undefined ? [] : [one.label]))]),
    icd: (code) => unique([...visit, ...[icd(code)].flatMap((one) => (one === undefined ? [] : [one.label]))]),
  };
}

/** Day by which a dossier's codes are read: yyyyMMdd of NGAY_RA, else of NGAY_VAO; '' when neither is there. */
export function dayOfVisit(dossier: Dossier): string {
  const row = mainRow(dossier);
  return (text(row, 'NGAY_RA') || text(row, 'NGAY_VAO')).slice(0, 8);
}

/** Classes that any part of a dossier reveals: whoever may not see them may not see the dossier as a whole. */
export function sensitiveClasses(dossier: Dossier, catalogues: Catalogues): readonly string[] {
  return sensitiveOf(dossier, catalogues, dayOfVisit(dossier)).all;
}

const NONE: readonly string[] = [];
const unique = (labels: readonly string[]): readonly string[] => (labels.length === 0 ? NONE : [...new Set(labels)].sort());
