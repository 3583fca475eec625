import type { SheetTable } from '../api.ts';

/** The values of the dossier's main row: the summary, else the check-in, else the assessment. */
export interface MainValues {
  /** As written; '' when the field is not there. */
  value(field: string): string;
  /** Code → name; undefined for a field without codes. */
  names(field: string): Readonly<Record<string, string>> | undefined;
  /** The name of the field's one code. */
  name(field: string): string | undefined;
}

export function mainValues(tables: readonly SheetTable[]): MainValues {
  const table = ['XML1', 'XML0', 'XML12'].map((name) => tables.find((each) => each.name === name)).find((each) => each !== undefined);
  const value = (field: string) => table?.rows[0]?.[table.fields.findIndex((each) => each.name === field)] ?? '';
  const names = (field: string) => table?.names[field];
  return { value, names, name: (field) => names(field)?.[value(field)] };
}
