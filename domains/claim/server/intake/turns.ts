import { z } from 'zod';
import type { Database } from '#platform/db';
import { LEASE_SECONDS } from '../filing/progress.ts';

const row = z.object({
  id: z.string(), sender: z.string().nullable(), facility: z.string().nullable(), file_name: z.string(), sha256: z.string(), received_at: z.date(), filed: z.number(), failures: z.number(),
});
/** An intake whose turn it is, held by this process. */
export type Turn = z.output<typeof row>;

/**
 * Takes the oldest intake that waits, or whose process died, of a facility that is not at work: one at a time for each facility, several
 * facilities side by side. Two processes never take the same (the row is skipped while another takes it, and its owner is checked again
 * in every group's transaction).
 * @param only these intakes; null: any
 */
export async function takeTurn(db: Database, owner: string, only: readonly string[] | null): Promise<Turn | undefined> {
  return db.bookkeeping('claim-intake', async (tx) => {
    const [taken] = await tx.query(
      // Of each facility the oldest, unless another of it is at work; all open ones are read once, however many there are.
      `with open as materialized (
         select id, seq, coalesce(facility, '') as facility, owner is not null and owned_until >= clock_timestamp() as at_work,
           (retry_at is null or retry_at <= clock_timestamp()) and ($3::uuid[] is null or id = any($3)) as may
         from intake where status in ('waiting', 'running')
       ), next as (
         select distinct on (facility) id, facility from open where may and not at_work order by facility, seq
       )
       update intake set status = 'running', owner = $1, owned_until = clock_timestamp() + make_interval(secs => $2)
       where id = (
         select i.id from intake i join next n on n.id = i.id
         where i.status in ('waiting', 'running') and (i.owner is null or i.owned_until < clock_timestamp()) and n.facility not in (select facility from open where at_work)
         order by i.seq limit 1 for update of i skip locked)
       returning id, sender, facility, file_name, sha256, received_at, filed, failures`,
      [owner, LEASE_SECONDS, only], row);
    return taken;
  });
}

/** Gives intakes back in order, so that whoever comes next need not wait for the lease to run out. */
export async function giveBack(db: Database, owner: string): Promise<void> {
  await db.bookkeeping('claim-intake', (tx) => tx.run("update intake set owner = null, owned_until = null where owner = $1 and status = 'running'", [owner]));
}

/** Failures in a row after which an intake is left for a person to look at. */
const MOST_FAILURES = 8;

/** After a failure that is the intake's own: a pause that doubles from two seconds, in the end `failed`. What was filed stays. */
export async function pauseTurn(db: Database, intake: string): Promise<void> {
  await db.bookkeeping('claim-intake', async (tx) => {
    await tx.run(
      `update intake set owner = null, owned_until = null, failures = failures + 1, retry_at = clock_timestamp() + make_interval(secs => least(300, 2 ^ (failures + 1))),
         status = case when failures + 1 >= $2 then 'failed' else status end where id = $1`, [intake, MOST_FAILURES]);
    await tx.run(
      `insert into intake_problem (intake, position, code, message) select id, null, 'server.unexpected', 'Máy chủ nhiều lần không xử lý tiếp được tệp này. Những hồ sơ đã ghi vẫn giữ nguyên. Báo người quản trị, rồi nộp lại tệp.'
       from intake where id = $1 and status = 'failed'`, [intake]);
  });
}
