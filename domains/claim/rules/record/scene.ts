import type { Row, TableName } from '../model/index.ts';
import { mainRow } from './key.ts';
import { dayOfVisit, sensitiveOf, type Sensitive } from './sensitive.ts';
import type { RecordEntry, RecordInput, RecordResource, RecordTools } from './types.ts';

/** What every part of the mapping needs of one dossier, and where it puts what it makes. */
export interface Scene {
  readonly input: RecordInput;
  readonly tools: RecordTools;
  readonly main: Row;
  /** yyyyMMdd of the visit: the day by which codes are read. */
  readonly day: string;
  readonly sensitive: Sensitive;
  readonly subject: { readonly reference: string };
  readonly encounter: { readonly reference: string };
  readonly entries: RecordEntry[];
  /** Stable id of what a row became: a revision updates the same resource. */
  id(kind: string, ...parts: readonly (string | number)[]): string;
  rows(table: TableName): readonly Row[];
  /** Display of a code on the day of the visit. */
  display(list: string, code: string): string | undefined;
  add(resource: RecordResource, labels?: readonly string[]): void;
}

export function sceneOf(input: RecordInput, tools: RecordTools): Scene {
  const main = mainRow(input.dossier) ?? {};
  const day = dayOfVisit(input.dossier);
  const id = (kind: string, ...parts: readonly (string | number)[]): string => tools.id(input.facility.code, input.maLk, kind, ...parts.map(String));
  const sensitive = sensitiveOf(input.dossier, input.catalogues, day);
  const entries: RecordEntry[] = [];
  return {
    input, tools, main, day, sensitive, entries, id,
    subject: { reference: `Patient/${input.patient}` },
    encounter: { reference: `Encounter/${id('visit')}` },
    rows: (table) => input.dossier.tables.get(table)?.rows ?? [],
    display: (list, code) => (code === '' ? undefined : input.catalogues.find(list, code, day)?.display),
    add: (resource, labels = sensitive.visit) => { entries.push({ resource, labels }); },
  };
}
