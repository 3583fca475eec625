import type { SheetTable } from '../api.ts';
import { spotKey } from '../dossier/grouping.ts';

export interface Column { readonly index: number; readonly name: string; readonly meaning: string }

/** The columns of a table that hold something or are marked somewhere; all of them when `onlyFilled` is false. Lines do not repeat whose they are. */
export function columnsOf(table: SheetTable, marks: Pick<ReadonlySet<string>, 'has'>, onlyFilled: boolean): Column[] {
  return table.fields.flatMap(({ name, meaning }, index) => {
    const repeats = table.rows.length > 1 && name === 'MA_LK';
    const wanted = !onlyFilled || table.rows.some((row, at) => (!repeats && (row[index] ?? '') !== '') || marks.has(spotKey({ table: table.name, row: at + 1, field: name })));
    return wanted ? [{ index, name, meaning }] : [];
  });
}

/** How many rows must be drawn so that a row is among them. @param step rows drawn at a time */
export function rowsToShow(shown: number, row: number | null, step: number): number {
  return row === null || row <= shown ? shown : Math.ceil(row / step) * step;
}
