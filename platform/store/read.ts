import { z } from 'zod';
import type { Tx } from '#platform/db';
import { Fault } from '#platform/fault';
import { parseExact } from '#platform/json';
import { STORE_FAULTS } from './faults.ts';
import { targetKey } from './search/key.ts';

/** A row of the record as the store reads it. */
export const storedRow = z.object({
  type: z.string(), id: z.string(), version: z.number(), deleted: z.boolean(), person: z.string().nullable(), patient: z.string().nullable(),
  labels: z.array(z.string()), content: z.string(), updated: z.date(),
});

export interface Stored {
  readonly type: string;
  readonly id: string;
  readonly version: number;
  /** This version says that the resource is gone: content and resource are empty. */
  readonly deleted: boolean;
  /** Of the present version only: whose it is follows the joins of today. */
  readonly person: string | null;
  readonly patient: string | null;
  readonly labels: readonly string[];
  /** The resource as it was written, byte by byte. */
  readonly content: string;
  /** The resource parsed; numbers that JavaScript would write otherwise are RawNumber. */
  readonly resource: Record<string, unknown>;
  readonly updated: Date;
}

export const COLUMNS = 'r.type, r.id, r.version, r.deleted, r.person, r.patient, r.labels, r.content, r.updated';
const PAST = 'r.type, r.id, r.version, r.deleted, null::uuid as person, r.patient, r.labels, r.content, r.updated';
const parsed = z.record(z.string(), z.unknown());

export function opened({ type, id, version, deleted, person, patient, labels, content, updated }: z.output<typeof storedRow>): Stored {
  const row = { type, id, version, deleted, person, patient, labels, content, updated };
  return { ...row, resource: row.content === '' ? {} : parsed.parse(parseExact(row.content)) };
}

/** @param rest what follows `select …`: `from resource r where …` */
export async function select(tx: Tx, rest: string, params: readonly unknown[], columns = COLUMNS): Promise<Stored[]> {
  return (await tx.query(`select ${columns} ${rest}`, params, storedRow)).map(opened);
}

/**
 * The present version, or the one asked for; undefined when there is none or it is deleted.
 *     readResource(tx, 'Patient', 'p1')
 *     -- select … from resource r where r.type = $1 and r.id = $2 and not r.deleted
 */
export async function readResource(tx: Tx, type: string, id: string, version?: number): Promise<Stored | undefined> {
  const [present] = await select(tx, 'from resource r where r.type = $1 and r.id = $2', [type, id]);
  if (version === undefined || present?.version === version) return present?.deleted ? undefined : present;
  const [past] = await select(tx, 'from resource_history r where r.type = $1 and r.id = $2 and r.version = $3', [type, id, version], PAST);
  return past?.deleted ? undefined : past;
}

/** As `readResource`, but says why there is nothing. @throws Fault record.not-found | record.gone */
export async function fetchResource(tx: Tx, type: string, id: string, version?: number): Promise<Stored> {
  const found = await readResource(tx, type, id, version);
  if (found !== undefined) return found;
  const [present] = await select(tx, 'from resource r where r.type = $1 and r.id = $2', [type, id]);
  const isGone = present !== undefined && (version === undefined ? present.deleted : version <= present.version);
  throw new Fault(isGone ? STORE_FAULTS.gone : STORE_FAULTS.noResource, { type, id });
}

/** All versions, oldest first, deletions among them. In one statement: between two, a version could pass from one table to the other. */
export function historyOf(tx: Tx, type: string, id: string): Promise<Stored[]> {
  const part = (table: string, columns: string): string => `select ${columns} from ${table} r where r.type = $1 and r.id = $2`;
  return select(tx, `from (${part('resource_history', PAST)} union all ${part('resource', COLUMNS)}) r order by r.version`, [type, id]);
}

export interface Versions {
  readonly versions: readonly Stored[];
  /** Where the next page begins; undefined when this is the last. */
  readonly next: string | undefined;
}

const dated = storedRow.extend({ micros: z.string() });
const VERSION_PLACE = /^(\d{1,16})\.([A-Za-z0-9\-.]{1,64})\.(\d{1,9})$/;

/** Versions of a type, newest first. @param after `next` of the page before @throws Fault record.bad-place */
export async function historyOfType(tx: Tx, type: string, { count, after }: { count: number; after?: string }): Promise<Versions> {
  const place = after === undefined ? ['', '9000000000000000', '', '0'] : VERSION_PLACE.exec(after);
  if (place === null) throw new Fault(STORE_FAULTS.badPlace);
  const order = 'order by r.updated desc, r.id desc, r.version desc limit $5';
  const part = (table: string, columns: string): string => `(select ${columns} from ${table} r where r.type = $1 and (r.updated, r.id, r.version) < ('epoch'::timestamptz + $2::bigint * interval '1 microsecond', $3, $4::int) ${order})`;
  const rows = await tx.query(`select r.*, (extract(epoch from r.updated) * 1000000)::bigint::text as micros from (${part('resource', COLUMNS)} union all ${part('resource_history', PAST)}) r ${order}`,
    [type, place[1], place[2], place[3], count + 1], dated);
  const page = rows.slice(0, count);
  const last = page.at(-1);
  return { versions: page.map(opened), next: rows.length > count && last !== undefined ? `${last.micros}.${last.id}.${last.version}` : undefined };
}

/**
 * Everything about these patients, the Patients included; of the types given, else of all.
 *     byPatient(tx, 'p1', ['Encounter'])
 *     -- select … from resource r where r.patient = any($1) and r.type = any($2) and not r.deleted order by r.type, r.id
 */
export function byPatient(tx: Tx, patient: string | readonly string[], types?: readonly string[]): Promise<Stored[]> {
  const patients = typeof patient === 'string' ? [patient] : [...patient];
  return types === undefined
    ? select(tx, 'from resource r where r.patient = any($1) and not r.deleted order by r.type, r.id', [patients])
    : select(tx, 'from resource r where r.patient = any($1) and r.type = any($2) and not r.deleted order by r.type, r.id', [patients, [...types]]);
}

/**
 * Resources that carry an identifier; of one type, else of any.
 *     byIdentifier(tx, 'urn:cccd', '0123', 'Patient')
 *     -- select … from resource_identifier i join resource r … where i.system = $1 and i.value = $2 and i.type = $3
 */
export function byIdentifier(tx: Tx, system: string, value: string, type?: string): Promise<Stored[]> {
  const from = 'from resource_identifier i join resource r on r.rid = i.rid where i.system = $1 and i.value = $2';
  return type === undefined
    ? select(tx, `${from} order by r.type, r.id`, [system, value])
    : select(tx, `${from} and i.type = $3 order by r.type, r.id`, [system, value, type]);
}

/** Resources that refer to one (the reverse of an include), newest first, each once. @param limit at most so many */
export function referringTo(tx: Tx, type: string, id: string, limit: number): Promise<Stored[]> {
  const ofPatient = type === 'Patient' ? " union select r.rid from resource r where r.patient = $3 and not (r.type = 'Patient' and r.id = $3)" : '';
  return select(tx, `from resource r where r.rid in (select f.rid from search_reference f where f.target = $1${ofPatient}) and not r.deleted order by r.moment desc, r.rid desc limit $2`,
    [targetKey(`${type}/${id}`), limit, ...(type === 'Patient' ? [id] : [])]);
}

/**
 * What the record said about these patients at a moment: of each resource the version that held then, without those deleted or not yet written.
 *     asKnownOn(tx, ['p1'], new Date('2026-03-01'))
 */
export function asKnownOn(tx: Tx, patients: readonly string[], at: Date, types?: readonly string[]): Promise<Stored[]> {
  const part = (table: string, columns: string): string => `select ${columns} from ${table} r where r.patient = any($1) and r.updated <= $2 and not r.deleted${types === undefined ? '' : ' and r.type = any($3)'}`;
  return select(tx, `from (${part('resource', COLUMNS)} union all ${part('resource_history', PAST)} and r.replaced > $2) r order by r.type, r.id`,
    [[...patients], at, ...(types === undefined ? [] : [[...types]])]);
}
