import type { Dossier, Row, Table, TableName } from '../model/index.ts';
import { layout } from '../standard/index.ts';
import { misfitOf } from './misfit.ts';

/** A cell and what is to stand in it. */
export interface Change {
  /** `XML1` */
  readonly table: string;
  /** 1-based. */
  readonly row: number;
  readonly field: string;
  /** '' empties the field. */
  readonly value: string;
}

/** A cell that is another now. `before` null: the field was not in the file. */
export interface Changed {
  readonly table: TableName;
  readonly row: number;
  readonly field: string;
  readonly before: string | null;
  readonly after: string;
}

/** Either the dossier as it is with the changes, or what is wrong with them, by their place in the list. */
export type Corrected =
  | { readonly dossier: Dossier; readonly changed: readonly Changed[] }
  | { readonly flaws: readonly { readonly at: number; readonly message: string }[] };

/**
 * Puts values into cells. Nothing is computed anew and no other cell changes: what a change means for the sums, the rules say afterwards.
 * A change to what stands there already is none; a field that is not there is not made in order to be empty.
 */
export function correct(dossier: Dossier, changes: readonly Change[]): Corrected {
  const flaws: { at: number; message: string }[] = [];
  const changed = new Map<string, Changed>();
  changes.forEach((change, at) => {
    const found = look(dossier, change);
    const key = `${change.table} ${change.row} ${change.field}`;
    if (typeof found === 'string') flaws.push({ at, message: found });
    else if (changed.has(key)) flaws.push({ at, message: `${placeOf(change)}: được sửa hai lần trong một lượt. Hãy giữ một giá trị.` });
    else if ((found.before ?? '') !== change.value) changed.set(key, found);
  });
  if (flaws.length > 0) return { flaws };
  return { dossier: { ...dossier, tables: withChanges(dossier, [...changed.values()]) }, changed: [...changed.values()] };
}

const placeOf = ({ table, row, field }: Change): string => `Bảng ${table.slice(0, 10)}, dòng ${row}, trường ${field.slice(0, 60)}`;

/** @returns words when the cell is not there or cannot hold the value */
function look(dossier: Dossier, change: Change): Changed | string {
  const table = [...dossier.tables.values()].find((one) => one.name === change.table);
  if (table === undefined) return `${placeOf(change)}: hồ sơ không có bảng này. Thêm bảng thì sửa ở phần mềm của cơ sở.`;
  const row = table.rows[change.row - 1];
  if (row === undefined) return `${placeOf(change)}: bảng chỉ có ${table.rows.length} dòng. Thêm dòng thì sửa ở phần mềm của cơ sở.`;
  const field = layout(table.layout).byName.get(change.field);
  if (field === undefined) return `${placeOf(change)}: chuẩn không có trường này trong bảng.`;
  const before = row[field.name] ?? null;
  const misfit = before === change.value ? undefined : misfitOf(field, change.value);
  return misfit === undefined ? { table: table.name, row: change.row, field: field.name, before, after: change.value } : `${placeOf(change)}: ${misfit}.`;
}

function withChanges(dossier: Dossier, changed: readonly Changed[]): ReadonlyMap<TableName, Table> {
  const tables = new Map(dossier.tables);
  for (const [name, cells] of Map.groupBy(changed, (one) => one.table)) {
    const table = tables.get(name);
    if (table === undefined) continue;
    const byRow = Map.groupBy(cells, (one) => one.row);
    tables.set(name, { ...table, rows: table.rows.map((row, at) => rowWith(row, byRow.get(at + 1))) });
  }
  return tables;
}

function rowWith(row: Row, cells: readonly Changed[] | undefined): Row {
  return cells === undefined ? row : { ...row, ...Object.fromEntries(cells.map((one) => [one.field, one.after])) };
}
