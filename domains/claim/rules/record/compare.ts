import { TABLES, type Dossier, type TableName } from '../model/index.ts';
import { layout } from '../standard/index.ts';

/** Where two dossiers differ. `table` null: what the file says around them; `row` 1-based. */
export interface Difference {
  readonly table: TableName | null;
  readonly row: number | null;
  readonly field: string;
  /** undefined: absent. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** The first differences, field by field; [] when both say the same. Position and problems belong to reading and are not compared. */
export function differences(before: Dossier, after: Dossier, most = 10): Difference[] {
  const found: Difference[] = [];
  const compare = (table: TableName | null, row: number | null, field: string, a: string | undefined, b: string | undefined): void => {
    if (a !== b && found.length < most) found.push({ table, row, field, before: a, after: b });
  };
  compare(null, null, 'kind', before.kind, after.kind);
  compare(null, null, 'facility', before.facility, after.facility);
  compare(null, null, 'createdOn', before.createdOn, after.createdOn);
  compare(null, null, 'tables', [...before.tables.keys()].join(), [...after.tables.keys()].join());
  for (const name of TABLES) {
    const [a, b] = [before.tables.get(name), after.tables.get(name)];
    if (a === undefined && b === undefined) continue;
    compare(name, null, 'layout', a?.layout, b?.layout);
    compare(name, null, 'emptiness', a?.emptiness, b?.emptiness);
    compare(name, null, 'rows', String(a?.rows.length), String(b?.rows.length));
    if (a === undefined || b === undefined) continue;
    const names = new Set([...layout(a.layout).names, ...layout(b.layout).names]);
    for (let row = 0; row < Math.max(a.rows.length, b.rows.length) && found.length < most; row += 1) {
      for (const field of names) compare(name, row + 1, field, a.rows[row]?.[field], b.rows[row]?.[field]);
    }
  }
  return found;
}
