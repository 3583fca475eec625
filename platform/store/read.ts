import { z } from 'zod';
import type { Tx } from '#platform/db';
import { parseExact } from './exact-json.ts';

const storedRow = z.object({
  type: z.string(), id: z.string(), version: z.number(), person: z.string().nullable(), patient: z.string().nullable(),
  labels: z.array(z.string()), content: z.string(), updated: z.date(),
});

export interface Stored {
  readonly type: string;
  readonly id: string;
  readonly version: number;
  readonly person: string | null;
  readonly patient: string | null;
  readonly labels: readonly string[];
  /** The resource as it was written, byte by byte. */
  readonly content: string;
  /** The resource parsed; numbers that JavaScript would write otherwise are RawNumber. */
  readonly resource: Record<string, unknown>;
  readonly updated: Date;
}

const COLUMNS = 'r.type, r.id, r.version, r.person, r.patient, r.labels, r.content, r.updated';
const parsed = z.record(z.string(), z.unknown());

async function select(tx: Tx, rest: string, params: readonly unknown[]): Promise<Stored[]> {
  const rows = await tx.query(`select ${COLUMNS} from ${rest}`, params, storedRow);
  return rows.map((row) => ({ ...row, resource: parsed.parse(parseExact(row.content)) }));
}

/**
 * The present version, or the one asked for.
 *     readResource(tx, 'Patient', 'p1')
 *     -- select … from resource r where r.type = $1 and r.id = $2
 */
export async function readResource(tx: Tx, type: string, id: string, version?: number): Promise<Stored | undefined> {
  return version === undefined
    ? (await select(tx, 'resource r where r.type = $1 and r.id = $2', [type, id]))[0]
    : (await select(tx, 'resource_history r where r.type = $1 and r.id = $2 and r.version = $3', [type, id, version]))[0];
}

/** All versions, oldest first. */
export function historyOf(tx: Tx, type: string, id: string): Promise<Stored[]> {
  return select(tx, 'resource_history r where r.type = $1 and r.id = $2 order by r.version', [type, id]);
}

/**
 * Everything about a patient, the Patient included; of the types given, else of all.
 *     byPatient(tx, 'p1', ['Encounter'])
 *     -- select … from resource r where r.patient = $1 and r.type = any($2) order by r.type, r.id
 */
export function byPatient(tx: Tx, patient: string, types?: readonly string[]): Promise<Stored[]> {
  return types === undefined
    ? select(tx, 'resource r where r.patient = $1 order by r.type, r.id', [patient])
    : select(tx, 'resource r where r.patient = $1 and r.type = any($2) order by r.type, r.id', [patient, [...types]]);
}

/**
 * Resources that carry an identifier; of one type, else of any.
 *     byIdentifier(tx, 'urn:cccd', '0123', 'Patient')
 *     -- select … from resource_identifier i join resource r … where i.system = $1 and i.value = $2 and i.type = $3
 */
export function byIdentifier(tx: Tx, system: string, value: string, type?: string): Promise<Stored[]> {
  const from = 'resource_identifier i join resource r on r.type = i.type and r.id = i.id where i.system = $1 and i.value = $2';
  return type === undefined
    ? select(tx, `${from} order by r.type, r.id`, [system, value])
    : select(tx, `${from} and i.type = $3 order by r.type, r.id`, [system, value, type]);
}
