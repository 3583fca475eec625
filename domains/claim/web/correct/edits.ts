import * as z from 'zod/mini';
import type { DossierSheet } from '../api.ts';
import { spotKey } from '../dossier/grouping.ts';

/** A cell of the sheet. */
export interface CellSpot { readonly table: string; readonly row: number; readonly field: string }

/** What the clerk wants in a cell. */
const edit = z.object({ table: z.string(), row: z.number(), field: z.string(), value: z.string() });
export type Edit = z.infer<typeof edit>;

const kept = z.array(edit);

/** Edits as they are remembered while the page is left and found again. */
export const editsText = (edits: readonly Edit[]): string => JSON.stringify(edits);

export function editsOf(text: string): readonly Edit[] {
  if (text === '') return [];
  const parsed = kept.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : [];
}

/** The value of a cell in the file; null: the field is not there. */
export function valueAt(tables: DossierSheet['tables'], spot: CellSpot): string | null {
  const table = tables.find((one) => one.name === spot.table);
  return table?.rows[spot.row - 1]?.[table.fields.findIndex((one) => one.name === spot.field)] ?? null;
}

/** With a cell set to a value; set back to what the file has, it is no edit any more. */
export function withEdit(edits: readonly Edit[], spot: CellSpot, value: string, before: string | null): readonly Edit[] {
  const at = edits.findIndex((one) => spotKey(one) === spotKey(spot));
  if ((before ?? '') === value) return at < 0 ? edits : edits.toSpliced(at, 1);
  const made = { table: spot.table, row: spot.row, field: spot.field, value };
  return at < 0 ? [...edits, made] : edits.toSpliced(at, 1, made);
}

/** They say which dossier it is and stay. */
export const isFixed = (field: string): boolean => field === 'MA_LK' || field === 'MA_CSKCB';

/** What the corrected sheet says otherwise: of cells that were corrected, those that hold another value now. */
export function turnedBack<C extends CellSpot & { readonly after: string }>(tables: DossierSheet['tables'], changes: readonly C[]): readonly C[] {
  return changes.filter((one) => valueAt(tables, one) !== one.after);
}
