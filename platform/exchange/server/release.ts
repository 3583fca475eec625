import { z } from 'zod';
import { systemPolicy } from '#platform/access';
import type { Database } from '#platform/db';

/** Released in one look. */
const AT_ONCE = 1_000;

/** Held messages whose deadline comes near go out without a clerk's word: a relay never makes a facility late. @returns how many */
export async function releaseDue(db: Database): Promise<number> {
  const due = await db.bookkeeping('exchange', (tx) => tx.query(`select id from exchange_message where state = 'held' and held_until <= now() order by held_until limit $1`, [AT_ONCE], z.object({ id: z.string() })));
  if (due.length === 0) return 0;
  return db.withAccess(systemPolicy('exchange', 'claim-payment'), { action: 'exchange.release', target: 'messages' }, (tx) => tx.run(
    `update exchange_message set state = 'owed', held_until = null, next_at = now(), answer = 'Sắp đến hạn: tự gửi, không chờ người duyệt.' where id = any($1) and state = 'held' and held_until <= now()`,
    [due.map((one) => one.id)]));
}
