import { z } from 'zod';
import type { Tx } from '#platform/db';
import { Fault } from '#platform/fault';
import { STORE_FAULTS } from '../faults.ts';
import { indexOf } from '../resource.ts';
import type { Resource } from '../resource.ts';
import { columnsOf, type Row } from './columns.ts';
import { WRITE } from './statement.ts';

export interface Entry {
  readonly resource: Resource;
  /** Security labels; they stand in a column so that access rules can use them. */
  readonly labels?: readonly string[];
  /** uuid of the joined person, when known. */
  readonly person?: string;
  /** The version that must be the present one (If-Match). */
  readonly expected?: number;
}

/** A resource that goes away; its versions stay. */
export interface Removal {
  readonly remove: { readonly type: string; readonly id: string };
  readonly expected?: number;
}

export interface Written {
  readonly type: string;
  readonly id: string;
  readonly version: number;
  /** False: the content was there already (or was gone already), nothing was written. */
  readonly changed: boolean;
  readonly updated: Date;
}

const writtenRow = z.object({ type: z.string(), id: z.string(), version: z.number(), updated: z.date() });
const NOTHING = { tokens: [], references: [], dates: [], strings: [], quantities: [], composites: [], identifiers: [] };

/**
 * Writes resources as one transaction bundle, in one statement: creates what is new, adds a version where the content differs, leaves the rest alone.
 * Content is kept exactly as JSON.stringify gives it: use `decimal()` for money and doses.
 * @returns one for each entry, in the order given; a removal of what never was has version 0
 * @throws Fault record.bad-resource, record.bad-bundle when one resource stands in it twice, record.other-version: the transaction must end then
 */
export async function writeBundle(tx: Tx, entries: readonly (Entry | Removal)[]): Promise<Written[]> {
  if (entries.length === 0) return [];
  const rows = entries.map(rowOf);
  refuseTwice(rows);
  const written = new Map((await tx.query(WRITE, columnsOf(rows), writtenRow)).map((row) => [`${row.type}/${row.id}`, row]));
  const left = rows.filter((row) => !written.has(`${row.type}/${row.id}`));
  const present = await presentOf(tx, left);
  return rows.map((row) => {
    const name = `${row.type}/${row.id}`;
    const now = written.get(name);
    if (row.expected !== undefined && now === undefined) throw new Fault(STORE_FAULTS.otherVersion, { type: row.type, id: row.id, expected: row.expected });
    if (now !== undefined) return { ...now, changed: true };
    return { type: row.type, id: row.id, version: 0, updated: new Date(0), ...present.get(name), changed: false };
  });
}

function rowOf(entry: Entry | Removal): Row {
  if ('remove' in entry) return { ...entry.remove, patient: null, moment: undefined, rows: NOTHING, person: null, labels: [], content: '', deleted: true, expected: entry.expected };
  return { ...indexOf(entry.resource), person: entry.person ?? null, labels: [...new Set(entry.labels ?? [])].sort(), content: JSON.stringify(entry.resource), deleted: false, expected: entry.expected };
}

function refuseTwice(rows: readonly Row[]): void {
  const seen = new Set<string>();
  rows.forEach((row, index) => {
    const name = `${row.type}/${row.id}`;
    if (seen.has(name)) throw new Fault(STORE_FAULTS.badBundle, { entry: index + 1, reason: `${name} có hai lần trong gói` });
    seen.add(name);
  });
}

/** What stands there already; another transaction may have made it after our statement began, so the statement itself cannot say it. */
async function presentOf(tx: Tx, rows: readonly Row[]): Promise<Map<string, z.output<typeof writtenRow>>> {
  if (rows.length === 0) return new Map();
  const found = await tx.query('select r.type, r.id, r.version, r.updated from resource r join unnest($1::text[], $2::text[]) as k(type, id) on r.type = k.type and r.id = k.id',
    [rows.map((row) => row.type), rows.map((row) => row.id)], writtenRow);
  return new Map(found.map((row) => [`${row.type}/${row.id}`, row]));
}
