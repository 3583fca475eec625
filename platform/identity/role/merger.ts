import { z } from 'zod';
import type { Tx } from '#platform/db';

export interface Merger {
  readonly old: string;
  readonly new: string;
  /** yyyyMMdd */
  readonly from: string;
}

/** From the day on, whoever works at the old code works at the new one too. Said again, the day is replaced. */
export async function mergeFacility(tx: Tx, merger: Merger): Promise<void> {
  await tx.run('insert into facility_merger (old, new, from_day, made_by) values ($1, $2, $3::date, $4) on conflict (old, new) do update set from_day = excluded.from_day, made_by = excluded.made_by, made_at = now()',
    [merger.old, merger.new, merger.from, tx.policy.actor.id]);
}

export function undoMerger(tx: Tx, old: string, next: string): Promise<number> {
  return tx.run('delete from facility_merger where old = $1 and new = $2', [old, next]);
}

export function mergers(tx: Tx): Promise<Merger[]> {
  return tx.query(`select old, new, to_char(from_day, 'YYYYMMDD') as "from" from facility_merger order by from_day desc, old limit 2000`, [], z.object({ old: z.string(), new: z.string(), from: z.string() }));
}
