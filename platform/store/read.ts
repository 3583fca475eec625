import { z } from 'zod';
import type { RecordAction } from '#platform/access';
import { recordShown } from '#platform/access/server';
import type { Tx } from '#platform/db';
import { Fault } from '#platform/fault';
import { parseExact } from '#platform/json';
import { isSealed, sealKeys, unseal } from '#platform/seal';
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
/** A replaced version is `h`; `r` beside it is the present one, which says who made it and whose it is. */
const PAST = 'h.type, h.id, h.version, h.deleted, null::uuid as person, h.patient, h.labels, h.content, h.updated';
const HISTORY = 'resource_history h join resource r on r.type = h.type and r.id = h.id';
const parsed = z.record(z.string(), z.unknown());

function opened({ type, id, version, deleted, person, patient, labels, content, updated }: z.output<typeof storedRow>): Stored {
  const row = { type, id, version, deleted, person, patient, labels, content, updated };
  return { ...row, resource: row.content === '' ? {} : parsed.parse(parseExact(row.content)) };
}

const sealedRow = z.object({ mark: z.string(), bytes: z.instanceof(Buffer) });

/** Rows as resources; those that are sealed are opened, by the role that alone may read their ciphertext. */
export async function openAll(tx: Tx, rows: readonly z.output<typeof storedRow>[]): Promise<Stored[]> {
  const marks = new Set(rows.map((row) => row.content).filter(isSealed));
  if (marks.size === 0) return rows.map(opened);
  const found = new Map((await tx.querySealed('select mark, bytes from resource_sealed where mark = any($1)', [[...marks]], sealedRow)).map((one) => [one.mark, one]));
  return rows.map((row) => {
    const sealed = found.get(row.content);
    return opened(sealed === undefined ? row : { ...row, content: unseal(sealKeys(), `${row.type}/${row.id}`, sealed) });
  });
}

/** What the caller may see, as a condition on `r`. @param h alias of a replaced version */
const shown = (tx: Tx, action: RecordAction, params: unknown[], h?: string): Promise<string> => recordShown(tx, action, 'r', params, h);

async function rowsOf(tx: Tx, columns: string, rest: string, params: readonly unknown[]): Promise<Stored[]> {
  return openAll(tx, await tx.query(`select ${columns} ${rest}`, params, storedRow));
}

/** Present versions that the caller may see. @param where condition on `r` @param tail `order by …` */
async function present(tx: Tx, action: RecordAction, where: string, given: readonly unknown[], tail = ''): Promise<Stored[]> {
  const params = [...given];
  return rowsOf(tx, COLUMNS, `from resource r where ${where} and ${await shown(tx, action, params)} ${tail}`, params);
}

/**
 * The present version, or the one asked for; undefined when there is none, it is deleted, or the caller may not see it.
 *     readResource(tx, 'Patient', 'p1')
 *     -- select … from resource r where r.type = $1 and r.id = $2 and (policies)
 */
export async function readResource(tx: Tx, type: string, id: string, version?: number): Promise<Stored | undefined> {
  const [now] = await present(tx, version === undefined ? 'read' : 'history', 'r.type = $1 and r.id = $2', [type, id]);
  if (version === undefined || now?.version === version) return now?.deleted ? undefined : now;
  if (now === undefined) return undefined;
  const params: unknown[] = [type, id, version];
  const [past] = await rowsOf(tx, PAST, `from ${HISTORY} where h.type = $1 and h.id = $2 and h.version = $3 and ${await shown(tx, 'history', params, 'h')}`, params);
  return past?.deleted ? undefined : past;
}

/** As `readResource`, but says why there is nothing. @throws Fault record.not-found | record.gone */
export async function fetchResource(tx: Tx, type: string, id: string, version?: number): Promise<Stored> {
  const found = await readResource(tx, type, id, version);
  if (found !== undefined) return found;
  const [now] = await present(tx, version === undefined ? 'read' : 'history', 'r.type = $1 and r.id = $2', [type, id]);
  const isGone = now !== undefined && (version === undefined ? now.deleted : version <= now.version);
  throw new Fault(isGone ? STORE_FAULTS.gone : STORE_FAULTS.noResource, { type, id });
}

/** All versions that the caller may see, oldest first, deletions among them. In one statement: between two, a version could pass from one table to the other. */
export async function historyOf(tx: Tx, type: string, id: string): Promise<Stored[]> {
  const params: unknown[] = [type, id];
  const past = `select ${PAST} from ${HISTORY} where h.type = $1 and h.id = $2 and ${await shown(tx, 'history', params, 'h')}`;
  const now = `select ${COLUMNS} from resource r where r.type = $1 and r.id = $2 and ${await shown(tx, 'history', params)}`;
  return rowsOf(tx, '*', `from (${past} union all ${now}) v order by v.version`, params);
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
  const params: unknown[] = [type, place[1], place[2], place[3], count + 1];
  const part = (v: string, columns: string, from: string, may: string): string => `(select ${columns} from ${from} where ${v}.type = $1 and (${v}.updated, ${v}.id, ${v}.version) < ('epoch'::timestamptz + $2::bigint * interval '1 microsecond', $3, $4::int) and ${may}
    order by ${v}.updated desc, ${v}.id desc, ${v}.version desc limit $5)`;
  const rows = await tx.query(`select v.*, (extract(epoch from v.updated) * 1000000)::bigint::text as micros
    from (${part('r', COLUMNS, 'resource r', await shown(tx, 'history', params))} union all ${part('h', PAST, HISTORY, await shown(tx, 'history', params, 'h'))}) v order by v.updated desc, v.id desc, v.version desc limit $5`, params, dated);
  const page = rows.slice(0, count);
  const last = page.at(-1);
  return { versions: await openAll(tx, page), next: rows.length > count && last !== undefined ? `${last.micros}.${last.id}.${last.version}` : undefined };
}

/**
 * Everything about these patients that the caller may see, the Patients included; of the types given, else of all.
 *     byPatient(tx, 'p1', ['Encounter'])
 *     -- select … from resource r where r.patient = any($1) and r.type = any($2) and not r.deleted and (policies) order by r.type, r.id
 */
export function byPatient(tx: Tx, patient: string | readonly string[], types?: readonly string[]): Promise<Stored[]> {
  const patients = typeof patient === 'string' ? [patient] : [...patient];
  const ofTypes = types === undefined ? '' : ' and r.type = any($2)';
  return present(tx, 'read', `r.patient = any($1)${ofTypes} and not r.deleted`, [patients, ...(types === undefined ? [] : [[...types]])], 'order by r.type, r.id');
}

/**
 * Resources that carry an identifier; of one type, else of any.
 *     byIdentifier(tx, 'urn:cccd', '0123', 'Patient')
 *     -- select … from resource r where r.rid in (select i.rid from resource_identifier i where i.system = $1 and i.value = $2 and i.type = $3) and (policies)
 */
export function byIdentifier(tx: Tx, system: string, value: string, type?: string): Promise<Stored[]> {
  const ofType = type === undefined ? '' : ' and i.type = $3';
  return present(tx, 'search', `r.rid in (select i.rid from resource_identifier i where i.system = $1 and i.value = $2${ofType})`, [system, value, ...(type === undefined ? [] : [type])], 'order by r.type, r.id');
}

/** Resources that refer to one (the reverse of an include), newest first, each once. @param limit at most so many */
export function referringTo(tx: Tx, type: string, id: string, limit: number): Promise<Stored[]> {
  const ofPatient = type === 'Patient' ? " union select p.rid from resource p where p.patient = $3 and not (p.type = 'Patient' and p.id = $3)" : '';
  return present(tx, 'include', `r.rid in (select f.rid from search_reference f where f.target = $1${ofPatient}) and not r.deleted`,
    [targetKey(`${type}/${id}`), limit, ...(type === 'Patient' ? [id] : [])], 'order by r.moment desc, r.rid desc limit $2');
}

/**
 * What the record said about these patients at a moment: of each resource the version that held then, without those deleted or not yet written.
 *     asKnownOn(tx, ['p1'], new Date('2026-03-01'))
 */
export async function asKnownOn(tx: Tx, patients: readonly string[], at: Date, types?: readonly string[]): Promise<Stored[]> {
  const params: unknown[] = [[...patients], at, ...(types === undefined ? [] : [[...types]])];
  const held = (v: string): string => `${v}.patient = any($1) and ${v}.updated <= $2 and not ${v}.deleted${types === undefined ? '' : ` and ${v}.type = any($3)`}`;
  const now = `select ${COLUMNS} from resource r where ${held('r')} and ${await shown(tx, 'history', params)}`;
  const past = `select ${PAST} from ${HISTORY} where ${held('h')} and h.replaced > $2 and ${await shown(tx, 'history', params, 'h')}`;
  return rowsOf(tx, '*', `from (${now} union all ${past}) v order by v.type, v.id`, params);
}
