import { z } from 'zod';
import { recordShown } from '#platform/access/server';
import type { Tx } from '#platform/db';
import { Fault } from '#platform/fault';
import { STORE_FAULTS } from './faults.ts';

/** One resource at its last change. */
export interface Change {
  readonly type: string;
  readonly id: string;
  readonly version: number;
  readonly deleted: boolean;
  readonly patient: string | null;
  readonly labels: readonly string[];
}

export interface Changes {
  readonly changes: readonly Change[];
  /** Where to go on; give it back unchanged. */
  readonly next: string;
  /** Fewer came than were asked for: nothing more for now. */
  readonly isCurrent: boolean;
}

const changeRow = z.object({
  type: z.string(), id: z.string(), version: z.number(), deleted: z.boolean(), patient: z.string().nullable(), labels: z.array(z.string()),
  epoch: z.number(), changed: z.string(), seq: z.string(),
});
const epochRow = z.object({ epoch: z.number(), closed_at: z.string().nullable() });
const place = z.string().regex(/^\d{1,9}-\d{1,20}-\d{1,19}$/);

/**
 * What changed after a place and the caller may see, in the order of transactions. A transaction that commits late is never skipped: nothing at or above the
 * oldest transaction still running is handed out, so a reader waits for it. A resource that changed several times comes once, at its last change.
 * @param after '' from the beginning, else `next` of the answer before
 * @throws Fault record.bad-place; record.feed-reset when a restore undid the place
 */
export async function changesAfter(tx: Tx, after: string, count: number): Promise<Changes> {
  const current = await currentEpoch(tx);
  const [epoch, changed, seq] = await placeOf(tx, after);
  const params: unknown[] = [epoch, changed, seq, current, count];
  const rows = await tx.query(
    `select r.type, r.id, r.version, r.deleted, r.patient, r.labels, r.epoch, r.changed::text, r.seq::text from resource r
     where (r.epoch, r.changed, r.seq) > ($1, $2::text::xid8, $3) and (r.epoch < $4 or r.changed < pg_snapshot_xmin(pg_current_snapshot()))
       and ${await recordShown(tx, 'changes', 'r', params)}
     order by r.epoch, r.changed, r.seq limit $5`, params, changeRow);
  const last = rows.at(-1);
  return {
    changes: rows.map(({ epoch: _e, changed: _c, seq: _s, ...rest }) => rest),
    next: last === undefined ? `${epoch}-${changed}-${seq}` : `${last.epoch}-${last.changed}-${last.seq}`,
    isCurrent: rows.length < count,
  };
}

async function placeOf(tx: Tx, after: string): Promise<[number, string, string]> {
  if (after === '') return [0, '0', '0'];
  if (!place.safeParse(after).success) throw new Fault(STORE_FAULTS.badPlace);
  const [epoch = '0', changed = '0', seq = '0'] = after.split('-');
  if (BigInt(changed) > 0xffff_ffff_ffff_ffffn || BigInt(seq) > 0x7fff_ffff_ffff_ffffn) throw new Fault(STORE_FAULTS.badPlace);
  const [known] = await tx.query('select epoch, closed_at::text from change_epoch where epoch = $1', [Number(epoch)], epochRow);
  const isUndone = Number(epoch) > 0 && (known === undefined || (known.closed_at !== null && BigInt(changed) > BigInt(known.closed_at)));
  if (isUndone) throw new Fault(STORE_FAULTS.feedReset);
  return [Number(epoch), changed, seq];
}

const originRow = z.object({ origin: z.string(), timeline: z.number() });
const openRow = originRow.extend({ epoch: z.number() });

/**
 * The epoch that holds now. Another cluster, database or table (a restored dump) or another timeline (back in time, or failed over) begins a
 * new one: there, transaction numbers start anew or repeat, and only the epoch keeps the order right.
 */
export async function currentEpoch(tx: Tx): Promise<number> {
  const [here] = await tx.query('select origin, timeline from this_record()', [], originRow);
  if (here === undefined) throw new Error('PostgreSQL does not say which cluster it is');
  const same = (open: z.output<typeof openRow> | undefined): boolean => open !== undefined && open.origin === here.origin && open.timeline === here.timeline;
  const newest = async () => (await tx.query('select epoch, origin, timeline from change_epoch order by epoch desc limit 1', [], openRow))[0];
  let open = await newest();
  if (!same(open)) {
    await tx.run('lock table change_epoch in share row exclusive mode');
    // Whoever writes in the old epoch ends first: a change that came into a closed one would be skipped.
    await tx.run('lock table resource in share row exclusive mode');
    open = await newest();
    if (open === undefined || !same(open)) {
      const next = (open?.epoch ?? 0) + 1;
      await tx.run('update change_epoch set closed_at = coalesce((select max(changed) from resource where epoch = $1), \'0\'::xid8) where epoch = $1', [next - 1]);
      await tx.run('insert into change_epoch (epoch, origin, timeline) values ($1, $2, $3)', [next, here.origin, here.timeline]);
      return next;
    }
  }
  return open?.epoch ?? 1;
}
