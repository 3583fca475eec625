import type { Tx } from '#platform/db';
import { Fault } from '#platform/fault';
import { STORE_FAULTS } from '../faults.ts';
import type { Resource } from '../resource.ts';
import { writeBundle, type Written } from './bundle.ts';
import { lockConditions, matchOf } from './condition.ts';
import { newId } from './id.ts';

/** A resource whose id may still be missing. */
export type Draft = { readonly resourceType: string; readonly id?: string };

export interface WriteOptions {
  readonly labels?: readonly string[];
  readonly person?: string;
}

export interface Made extends Written {
  /** The resource is new. */
  readonly created: boolean;
}

/**
 * Creates under a new id; one in the draft is not used, as R4 says. With `unless`, a resource that matches is given back instead and
 * nothing is written: repeating a create whose answer was lost is safe then.
 * @param unless a search (If-None-Exist): `identifier=urn:x|1`
 * @throws Fault record.bad-resource, record.several-matches, record.bad-search
 */
export async function createResource(tx: Tx, draft: Draft, options: WriteOptions & { unless?: string } = {}): Promise<Made> {
  const { unless, ...rest } = options;
  if (unless !== undefined) {
    const condition = { type: draft.resourceType, query: unless };
    await lockConditions(tx, [condition]);
    const match = await matchOf(tx, condition);
    if (match !== undefined) return { type: draft.resourceType, ...match, changed: false, created: false };
  }
  return { ...await one(tx, { ...draft, id: newId() }, rest), created: true };
}

/**
 * Writes a resource under its own id; creates it when it is not there.
 * @param ifMatch version that must be the present one
 * @throws Fault record.bad-resource, record.other-version
 */
export async function updateResource(tx: Tx, resource: Resource, options: WriteOptions & { ifMatch?: number } = {}): Promise<Made> {
  const { ifMatch, ...rest } = options;
  const written = await one(tx, resource, rest, ifMatch);
  return { ...written, created: written.changed && written.version === 1 };
}

/** Updates the one that matches; creates when none does. @throws as updateResource; record.bad-resource when the body's id is another's */
export async function updateWhere(tx: Tx, draft: Draft, query: string, options: WriteOptions & { ifMatch?: number } = {}): Promise<Made> {
  const condition = { type: draft.resourceType, query };
  await lockConditions(tx, [condition]);
  const match = await matchOf(tx, condition);
  if (match !== undefined && draft.id !== undefined && draft.id !== match.id) throw new Fault(STORE_FAULTS.badResource, { reason: 'mã trong nội dung khác mã tài nguyên tìm được' });
  return updateResource(tx, { ...draft, id: match?.id ?? draft.id ?? newId() }, options);
}

/** Deletes; deleting what is gone already, or never was, changes nothing. @throws Fault record.other-version */
export async function removeResource(tx: Tx, type: string, id: string, options: { ifMatch?: number } = {}): Promise<Written> {
  const [written] = await writeBundle(tx, [{ remove: { type, id }, ...(options.ifMatch !== undefined && { expected: options.ifMatch }) }]);
  if (written === undefined) throw new Error('a removal gave no answer');
  return written;
}

/** Deletes the one that matches, if there is one. @throws Fault record.several-matches */
export async function removeWhere(tx: Tx, type: string, query: string): Promise<Written | undefined> {
  const condition = { type, query };
  await lockConditions(tx, [condition]);
  const match = await matchOf(tx, condition);
  return match === undefined ? undefined : removeResource(tx, type, match.id);
}

async function one(tx: Tx, resource: Resource, options: WriteOptions, expected?: number): Promise<Written> {
  const [written] = await writeBundle(tx, [{ resource, ...options, ...(expected !== undefined && { expected }) }]);
  if (written === undefined) throw new Error('a write gave no answer');
  return written;
}

