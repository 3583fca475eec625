import { z } from 'zod';
import type { Database, Tx } from '#platform/db';
import { LEAF_INPUT } from '../sealed-sql.ts';

/** Leaves of one step. */
export const BATCH = 16_384;

/** A leaf and the event that it seals: `sealed`: what the leaf must be the hash of, null when there is no event with its number and moment. `at` in microseconds. */
export interface LeafRow { readonly seq: number; readonly event: string; readonly at: number; readonly leaf: Uint8Array; readonly sealed: Uint8Array | null; readonly xact: number }

const rowObject = z.object({ seq: z.number(), event: z.string(), at: z.number(), leaf: z.instanceof(Uint8Array), sealed: z.instanceof(Uint8Array).nullable(), xact: z.number() });

/**
 * Leaves from `from` on with their events, by number. The stretch of events is named beforehand: the planner would otherwise read the whole table
 * for every step.
 */
export function readBatch(db: Database, from: number, size: number): Promise<LeafRow[]> {
  return db.bookkeeping('audit-verify', (tx) => tx.query(
    `with l as materialized (select seq, event_id, at, leaf from audit_leaf where seq >= $1 and seq < $2)
     select l.seq::float8 as seq, l.event_id::text as event, (extract(epoch from l.at) * 1000000)::float8 as at, l.leaf, case when e.id is not null then ${LEAF_INPUT} end as sealed, coalesce(e.xact::text::float8, 0) as xact
     from l left join (select * from audit_event e where e.id >= (select min(event_id) from l) and e.id <= (select max(event_id) from l) and e.at >= (select min(at) from l) and e.at <= (select max(at) from l)) e
       on e.id = l.event_id and e.at = l.at order by l.seq`, [from, Math.min(size, from + BATCH)], rowObject));
}

const elsewhereRow = z.object({ id: z.string(), at: z.number() });

/** Moments (milliseconds) of events that stand under another moment than their leaf says. */
export async function elsewhere(db: Database, events: readonly string[]): Promise<Map<string, number>> {
  if (events.length === 0) return new Map();
  const rows = await db.bookkeeping('audit-verify', (tx: Tx) => tx.query('select e.id::text, (extract(epoch from e.at) * 1000)::float8 as at from audit_event e where e.id = any($1::bigint[])', [events], elsewhereRow));
  return new Map(rows.map((one) => [one.id, one.at]));
}

/** The place of a leaf with this hash. */
export async function placeOfLeaf(db: Database, leaf: Uint8Array): Promise<number | undefined> {
  return (await db.bookkeeping('audit-verify', (tx) => tx.query('select seq::float8 as seq from audit_leaf where leaf = $1 limit 1', [leaf], z.object({ seq: z.number() }))))[0]?.seq;
}

/** Events that lie where the log has already passed, or ahead of every transaction, and have no number: put in by the back door. */
export function strangers(db: Database, most: number): Promise<{ id: string; at: number; action: string; target: string }[]> {
  return db.bookkeeping('audit-verify', (tx) => tx.query(
    `select e.id::text, (extract(epoch from e.at) * 1000)::float8 as at, e.action, e.target from audit_event e
     where ((e.xact, e.id) <= (select s.xact, s.id from audit_log_state s) or e.xact > pg_snapshot_xmax(pg_current_snapshot()))
       and not exists (select from audit_leaf l where l.event_id = e.id) order by e.at limit $1`, [most], z.object({ id: z.string(), at: z.number(), action: z.string(), target: z.string() })));
}
