import { z } from 'zod';
import type { Database, Tx } from '#platform/db';
import { LEAF } from './sealed-sql.ts';
import { KEPT_LEVEL, edgeAt, logSize } from './nodes.ts';

/** Events of one step. */
const STEP = 5000;

const lockRow = z.object({ mine: z.boolean() });
const stateRow = z.object({ origin: z.string(), xact: z.string(), id: z.string() });
const leafRow = z.object({ id: z.string(), xact: z.string(), leaf: z.instanceof(Uint8Array) });

/** After a restore, numbers of old transactions may lie ahead: what has a leaf is passed over. A subquery, so that it stays a look-up. */
const NEXT = `(e.xact, e.id) > ($1::xid8, $2::bigint) and e.xact < pg_snapshot_xmin(pg_current_snapshot()) and (select l.seq from audit_leaf l where l.event_id = e.id) is null`;

/** One sequencer at a time in a province; false: another one works. */
export async function holdLog(tx: Tx): Promise<boolean> {
  const [row] = await tx.query(`select pg_try_advisory_xact_lock(hashtextextended('yteso audit log ' || current_schema(), 0)) as mine`, [], lockRow);
  return row?.mine === true;
}

/**
 * Numbers the next events into the tree, in the order of transactions. An event is taken only when no older transaction still runs, so none that commits
 * late is skipped and none gets a number before it is sure to stay.
 * @returns how many; fewer than a full step: no more for now
 */
export async function sequenceSome(db: Database, step = STEP): Promise<{ numbered: number; more: boolean }> {
  return db.bookkeeping('audit-log', async (tx) => {
    if (!(await holdLog(tx))) return { numbered: 0, more: false };
    const state = await stateOf(tx);
    const size = await logSize(tx);
    const rows = await number(tx, size, NEXT, 'e.xact, e.id', [state.xact, state.id], step);
    const last = rows.at(-1);
    if (last === undefined) return { numbered: 0, more: false };
    await grow(tx, size, rows.map((row) => row.leaf));
    await tx.run('update audit_log_state set xact = $1::text::xid8, id = $2', [last.xact, last.id]);
    return { numbered: rows.length, more: rows.length === step };
  });
}

async function number(tx: Tx, size: number, which: string, order: string, params: readonly unknown[], step: number): Promise<z.output<typeof leafRow>[]> {
  const at = params.length;
  return tx.query(
    `with batch as materialized (select e.id, e.at, e.xact, ${LEAF} as leaf from audit_event e where ${which} order by ${order} limit $${at + 2}),
     placed as (select e.*, row_number() over (order by ${order}) as place from batch e),
     kept as (insert into audit_leaf (seq, event_id, at, leaf) select $${at + 1}::bigint + place - 1, id, at, leaf from placed)
     select id::text, xact::text, leaf from placed order by place`, [...params, size, step], leafRow);
}

/** Adds the complete subtrees that new leaves make. */
async function grow(tx: Tx, size: number, leaves: readonly Uint8Array[]): Promise<void> {
  const [levels, indexes, hashes]: [number[], number[], Uint8Array[]] = [[], [], []];
  const edge = await edgeAt(tx, size);
  for (const leaf of leaves) {
    edge.add(leaf, (level, index, hash) => {
      if (level < KEPT_LEVEL) return;
      levels.push(level);
      indexes.push(index);
      hashes.push(hash);
    });
  }
  if (levels.length > 0) await tx.run('insert into audit_node (level, index, hash) select * from unnest($1::int[], $2::bigint[], $3::bytea[])', [levels, indexes, hashes]);
}

/** Where the numbering stands; in another cluster (a restored dump) everything not numbered is numbered by time first, since transactions count anew there. */
async function stateOf(tx: Tx): Promise<{ xact: string; id: string }> {
  const [here] = await tx.query(
    `select concat_ws('/', s.system_identifier, d.oid, 'audit_event'::regclass::oid) as origin, '0' as xact, '0' as id from pg_control_system() s, pg_database d where d.datname = current_database()`, [], stateRow);
  if (here === undefined) throw new Error('PostgreSQL does not say which cluster it is');
  const [state] = await tx.query('select origin, xact::text, id::text from audit_log_state for update', [], stateRow);
  if (state?.origin === here.origin) return state;
  if (state === undefined) {
    await tx.run(`insert into audit_log_state (origin, xact, id) values ($1, '0', 0)`, [here.origin]);
    // A trail that never was numbered and comes from another cluster: its transactions lie ahead of ours.
    const [ahead] = await tx.query('select exists (select from audit_event e where e.xact > pg_snapshot_xmax(pg_current_snapshot())) as mine', [], lockRow);
    if (ahead?.mine === true) return beginAnew(tx, here.origin);
    await tx.run('insert into audit_log_epoch (from_seq, ordered_from, origin) values (0, 0, $1)', [here.origin]);
    return here;
  }
  return beginAnew(tx, here.origin);
}

async function beginAnew(tx: Tx, origin: string): Promise<{ xact: string; id: string }> {
  // Whoever writes ends first; then everything that is there was written before.
  await tx.run('select hold_audit_events()');
  const from = await logSize(tx);
  for (;;) {
    const size = await logSize(tx);
    const rows = await number(tx, size, 'not exists (select from audit_leaf l where l.event_id = e.id)', 'e.at, e.id', [], STEP);
    if (rows.length === 0) break;
    await grow(tx, size, rows.map((row) => row.leaf));
  }
  await tx.run(`insert into audit_log_epoch (from_seq, ordered_from, origin) values ($1, $2, $3) on conflict do nothing`, [from, await logSize(tx), origin]);
  const [now] = await tx.query('select $1::text as origin, pg_snapshot_xmax(pg_current_snapshot())::text as xact, (select last_value from audit_event_id)::text as id', [origin], stateRow);
  if (now === undefined) throw new Error('PostgreSQL gives no snapshot');
  // Nothing numbered so far may be met again: later transactions have higher numbers than the one that runs.
  const next = { xact: String(BigInt(now.xact) - 1n), id: now.id };
  await tx.run('update audit_log_state set origin = $1, xact = $2::text::xid8, id = $3', [origin, next.xact, next.id]);
  return next;
}
