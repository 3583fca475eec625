import { z } from 'zod';
import { viewIn } from '#platform/access/server';
import type { Tx } from '#platform/db';
import { Fault } from '#platform/fault';
import { STORE_FAULTS } from '../faults.ts';
import { compileSearch } from '../search/search.ts';
import { parseQuery } from '../search/query.ts';

/** A search that must match one resource or none: `identifier=urn:x|1`. */
export interface Condition {
  readonly type: string;
  readonly query: string;
}

const matchRow = z.object({ id: z.string(), version: z.number(), updated: z.date() });

/** The same condition written otherwise is the same: parameters in one order. */
export function keyOf({ type, query }: Condition): string {
  return `${type}?${[...new URLSearchParams(query)].map((pair) => pair.join('=')).sort().join('&')}`;
}

/**
 * Locks these conditions until the transaction ends: of several that create on the same condition at once, the first creates and the others
 * find. In one order, and before any row is locked, so that transactions that cross never wait in a circle. Locking is a statement of its
 * own: the search after it sees what the one before has committed.
 */
export async function lockConditions(tx: Tx, conditions: readonly Condition[]): Promise<void> {
  if (conditions.length === 0) return;
  await tx.run('select pg_advisory_xact_lock(h) from (select distinct hashtextextended(k, 23) as h from unnest($1::text[]) as k order by h) as locks', [conditions.map(keyOf)]);
}

/** @returns the one match, undefined for none. @throws Fault record.several-matches, record.bad-search also for a condition that says nothing */
export async function matchOf(tx: Tx, { type, query }: Condition): Promise<z.output<typeof matchRow> | undefined> {
  const parsed = parseQuery(type, query);
  if (parsed.filters.length === 0) throw new Fault(STORE_FAULTS.badSearch, { type, param: query.slice(0, 60), reason: 'điều kiện trống' });
  const { sql, params, key } = compileSearch({ ...parsed, count: 1 }, await viewIn(tx));
  // A resource may be found by several rows: each counts once.
  const [match, another] = await tx.query(`select distinct on (${key}) r.id, r.version, r.updated ${sql}`, params, matchRow);
  if (another !== undefined) throw new Fault(STORE_FAULTS.severalMatches, { type });
  return match;
}
