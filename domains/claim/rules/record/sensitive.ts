import type { Catalogues } from '#platform/catalogue/rules';
import type { Dossier, Row, TableName } from '../model/index.ts';
import { mainRow, text } from './key.ts';
import { markersOf, type Mark } from './markers.ts';

/** What a dossier tells that the law specially protects. Labels are the classes of the dated list `sensitive-code`: HL7's codes where it has one (HIV, PSY, SUD …). */
export interface Sensitive {
  /** Classes that the visit as a whole reveals. */
  readonly visit: readonly string[];
  /** Classes of one row, the visit's included. */
  row(table: TableName, row: Row): readonly string[];
  icd(code: string): readonly string[];
  /** Everything that any part reveals: for what lists all parts, as the claim and the visit do. */
  readonly all: readonly string[];
}

/**
 * By codes, names, departments, tables and fields that stand in the list on the day of the visit. HIV: Luật Phòng, chống HIV/AIDS (64/2006/QH11),
 * Điều 30: a closed list of those who may know. The other classes: Luật 91/2025/QH15.
 */
export function sensitiveOf(dossier: Dossier, catalogues: Catalogues, on: string): Sensitive {
  const before = looked.get(dossier);
  if (before !== undefined && before.catalogues === catalogues && before.on === on) return before.sensitive;
  const sensitive = lookInto(dossier, catalogues, on);
  looked.set(dossier, { catalogues, on, sensitive });
  return sensitive;
}

/** Filing asks twice of the same dossier: for its list and for its resources. */
const looked = new WeakMap<Dossier, { readonly catalogues: Catalogues; readonly on: string; readonly sensitive: Sensitive }>();

function lookInto(dossier: Dossier, catalogues: Catalogues, on: string): Sensitive {
  const markers = markersOf(catalogues, on);
  const ofRows = new Map<Row, readonly Mark[]>();
  for (const table of dossier.tables.values()) for (const row of table.rows) ofRows.set(row, markers.row(table.name, row));
  const found = [...ofRows.values()].flat();
  const visit = unique(found.flatMap((one) => (one.visit ? [one.label] : [])));
  const withVisit = (marks: readonly Mark[]): readonly string[] => (marks.length === 0 ? visit : unique([...visit, ...marks.map((one) => one.label)]));
  return {
    visit,
    all: unique(found.map((one) => one.label)),
    row: (table, row) => withVisit(ofRows.get(row) ?? markers.row(table, row)),
    icd: (code) => withVisit(markers.icd(code)),
  };
}

/** Day by which a dossier's codes are read: yyyyMMdd of NGAY_RA, else of NGAY_VAO, of an assessment NGAY_HOP; '' when none is there. */
export function dayOfVisit(dossier: Dossier): string {
  const row = mainRow(dossier);
  return (text(row, 'NGAY_RA') || text(row, 'NGAY_VAO') || text(row, 'NGAY_HOP')).slice(0, 8);
}

/** Classes that any part of a dossier reveals: whoever may not see them may not see the dossier as a whole. */
export function sensitiveClasses(dossier: Dossier, catalogues: Catalogues): readonly string[] {
  return sensitiveOf(dossier, catalogues, dayOfVisit(dossier)).all;
}

const NONE: readonly string[] = [];
const unique = (labels: readonly string[]): readonly string[] => (labels.length === 0 ? NONE : [...new Set(labels)].sort());
