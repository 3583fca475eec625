import { z } from 'zod';
import type { Tx } from '#platform/db';
import { Fault } from '#platform/fault';
import { STORE_FAULTS } from '../faults.ts';
import { indexOf } from '../resource.ts';
import type { Resource } from '../resource.ts';
import { columnsOf, type Row } from './columns.ts';
import { sealed } from './sealing.ts';
import { WRITE } from './statement.ts';

export interface Entry {
  readonly resource: Resource;
  /** Security labels; they stand in a column so that access rules can use them. Not given: those that it has stay. */
  readonly labels?: readonly string[];
  /** uuid of the joined person, when known; taken while the record knows none. */
  readonly person?: string;
  /** Code of the facility that made it; the first one that says it stays. */
  readonly facility?: string;
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

const presentRow = z.object({ type: z.string(), id: z.string(), version: z.number(), updated: z.date(), person: z.string().nullable(), same: z.boolean() });
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
  const rows = await sealed(tx, entries.map(rowOf));
  for (const { type, id, expected } of rows) if (expected !== undefined && expected < 1) throw new Fault(STORE_FAULTS.otherVersion, { type, id, expected });
  refuseTwice(rows);
  const written = new Map((await tx.query(WRITE, columnsOf(rows), writtenRow)).map((row) => [`${row.type}/${row.id}`, row]));
  const left = rows.filter((row) => !written.has(`${row.type}/${row.id}`));
  const present = await presentOf(tx, left);
  return rows.map((row) => {
    const { type, id, expected } = row;
    const now = written.get(`${type}/${id}`);
    if (now !== undefined) return { ...now, changed: true };
    const there = present.get(`${type}/${id}`);
    if (expected !== undefined && !(there?.version === expected && there.same)) throw new Fault(STORE_FAULTS.otherVersion, { type, id, expected });
    return { type, id, version: there?.version ?? 0, updated: there?.updated ?? new Date(0), changed: false };
  });
}

function rowOf(entry: Entry | Removal): Row {
  if ('remove' in entry) return { ...entry.remove, patient: null, moment: undefined, rows: NOTHING, person: null, facility: null, labels: undefined, content: '', deleted: true, expected: entry.expected };
  return { ...indexOf(entry.resource), person: entry.person ?? null, facility: entry.facility ?? null, labels: entry.labels && [...new Set(entry.labels)].sort(), content: contentOf(entry.resource), deleted: false, expected: entry.expected };
}

/** @throws Fault record.bad-resource for a NUL character: PostgreSQL keeps none */
function contentOf(resource: Resource): string {
  const content = JSON.stringify(resource);
  if (content.includes('\\u0000') && /(?<!\\)(?:\\\\)*\\u0000/.test(content)) throw new Fault(STORE_FAULTS.badResource, { reason: 'có ký tự rỗng (mã 0)' });
  return content;
}

function refuseTwice(rows: readonly Row[]): void {
  const seen = new Set<string>();
  rows.forEach((row, index) => {
    const name = `${row.type}/${row.id}`;
    if (seen.has(name)) throw new Fault(STORE_FAULTS.badBundle, { entry: index + 1, reason: `${name} có hai lần trong gói` });
    seen.add(name);
  });
}

/**
 * What stands there already; another transaction may have made it after our statement began, so the statement itself cannot say it.
 * A person that was not known is kept: that is no change of content.
 */
async function presentOf(tx: Tx, rows: readonly Row[]): Promise<Map<string, z.output<typeof presentRow>>> {
  if (rows.length === 0) return new Map();
  // Contents are compared where a version was expected: it may have been made meanwhile, with another content.
  const found = await tx.query(
    `select r.type, r.id, r.version, r.updated, r.person, r.content = coalesce(k.content, r.content) as same
     from resource r join unnest($1::text[], $2::text[], $3::text[]) as k(type, id, content) on r.type = k.type and r.id = k.id`,
    [rows.map((row) => row.type), rows.map((row) => row.id), rows.map((row) => (row.expected === undefined ? null : row.content))], presentRow);
  const present = new Map(found.map((row) => [`${row.type}/${row.id}`, row]));
  const owned = rows.filter((row) => row.person !== null && present.get(`${row.type}/${row.id}`)?.person === null);
  if (owned.length > 0) await tx.run('update resource r set person = k.person::uuid from unnest($1::text[], $2::text[], $3::text[]) as k(type, id, person) where r.type = k.type and r.id = k.id and r.person is null',
    [owned.map((row) => row.type), owned.map((row) => row.id), owned.map((row) => row.person)]);
  return present;
}
