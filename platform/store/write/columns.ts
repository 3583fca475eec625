import type { Indexed } from '../resource.ts';

/** A resource on its way into the statement. */
export interface Row extends Indexed {
  readonly person: string | null;
  readonly facility: string | null;
  /** undefined: those of the version before. */
  readonly labels: readonly string[] | undefined;
  readonly content: string;
  readonly deleted: boolean;
  /** Version that must be the present one; undefined: whatever it is. */
  readonly expected: number | undefined;
}

/** The parameters of WRITE: a list for each column. Places count from 1. */
export function columnsOf(rows: readonly Row[]): unknown[] {
  const of = <V>(pick: (row: Row) => V): V[] => rows.map(pick);
  return [
    of((row) => row.type), of((row) => row.id), of((row) => row.patient), of((row) => row.person), of((row) => row.labels?.join('\u001f') ?? null),
    // JSON has no control characters, so the contents go as one text: as a list every quotation mark in them would have to be escaped.
    of((row) => row.content).join('\u001f'),
    of((row) => row.moment ?? null), of((row) => row.deleted), of((row) => (row.expected ?? 0) + 1), of((row) => row.facility),
    ...table(rows, (row) => row.rows.tokens, [(t) => t.param, (t) => t.code, (t) => t.system]),
    ...table(rows, (row) => row.rows.references, [(t) => t.param, (t) => t.target]),
    ...table(rows, (row) => row.rows.dates, [(t) => t.param, (t) => t.starts, (t) => t.ends]),
    ...table(rows, (row) => row.rows.strings, [(t) => t.param, (t) => t.value, (t) => t.written]),
    ...table(rows, (row) => row.rows.quantities, [(t) => t.param, (t) => t.code, (t) => t.system, (t) => t.low, (t) => t.high]),
    ...table(rows, (row) => row.rows.composites, [(t) => t.param, (t) => t.first, (t) => t.second, (t) => t.low, (t) => t.high]),
    ...table(rows, (row) => row.rows.identifiers, [(t) => t.system, (t) => t.value, (_t, row) => row.type]),
  ];
}

function table<T>(rows: readonly Row[], of: (row: Row) => readonly T[], picks: readonly ((one: T, row: Row) => unknown)[]): unknown[][] {
  const columns: unknown[][] = picks.map(() => []);
  const places: number[] = [];
  rows.forEach((row, index) => {
    for (const one of of(row)) {
      picks.forEach((pick, at) => columns[at]?.push(pick(one, row)));
      places.push(index + 1);
    }
  });
  return [...columns, places];
}
