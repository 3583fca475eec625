import { systemPolicy } from '#platform/access';
import type { Database } from '#platform/db';
import { backoff } from './backoff.ts';
import { CLAIMED_COLUMNS, claimedRow } from './claim.ts';
import type { Claimed } from './claim.ts';
import type { Destination, SendResult } from './destination.ts';
import { record } from './record.ts';

/** Questions in one look. */
const AT_ONCE = 20;

/**
 * Asks a destination that can be asked what became of unknown messages. Found there: received or refused. Certainly absent: owed again.
 * Otherwise it stays unknown and is asked again later.
 * @returns whether there may be more to ask now
 */
export async function askUnknown(db: Database, destination: Destination, signal: AbortSignal): Promise<boolean> {
  const query = destination.query?.bind(destination);
  if (destination.ability !== 'query' || !query || signal.aborted) return false;
  const claimed = await due(db, destination);
  await Promise.all(claimed.map((one) => askOne(db, destination, query, one, signal)));
  return claimed.length === AT_ONCE;
}

async function askOne(db: Database, destination: Destination, query: NonNullable<Destination['query']>, claimed: Claimed, signal: AbortSignal): Promise<void> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(destination.patience * 1000)]);
  const found = await query(claimed.message, limit).catch((): SendResult => ({ outcome: 'unknown', answer: 'Chưa hỏi lại được nơi nhận.' }));
  if (found === 'absent') await backToOwed(db, claimed);
  else if (found.outcome === 'received' || found.outcome === 'refused') await record(db, destination, claimed, found);
}

/** Unknown ones whose time to be asked has come; the next time is set at once, so that two processes do not ask together. */
function due(db: Database, destination: Destination): Promise<Claimed[]> {
  return db.bookkeeping('exchange', (tx) => tx.query(
    `with picked as materialized (select id from exchange_message where destination = $1 and state = 'unknown' and next_at <= now() order by next_at limit $2 for update skip locked)
     update exchange_message m set next_at = now() + make_interval(secs => $3) from picked where m.id = picked.id
     returning ${CLAIMED_COLUMNS}`,
    [destination.name, AT_ONCE, destination.patience + backoff(4, Math.random())], claimedRow));
}

async function backToOwed(db: Database, { message, attempt }: Claimed): Promise<void> {
  await db.withAccess(systemPolicy('exchange', 'claim-payment'), { action: 'exchange.ask', target: `message/${message.id}` }, (tx) =>
    tx.run(`update exchange_message set state = 'owed', next_at = now(), answer = 'Nơi nhận trả lời là chưa có: sẽ gửi lại.' where id = $1 and attempts = $2 and state = 'unknown'`, [message.id, attempt]));
}
