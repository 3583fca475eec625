import { z } from 'zod';
import type { Database, Tx } from '#platform/db';
import type { Destination, Outgoing } from './destination.ts';
import { messageKind } from './message.ts';

/** Columns of `claimedRow`, of the table under the name m. */
export const CLAIMED_COLUMNS = 'm.id, m.kind, m.facility, m.ma_lk, m.revision, m.file, m.position, m.attempts, m.insisted, m.day::text as day, m.payload';

export const claimedRow = z.object({
  id: z.string(), kind: messageKind, facility: z.string(), ma_lk: z.string(), revision: z.number(),
  file: z.string(), position: z.number(), attempts: z.number(), insisted: z.boolean(), day: z.string().nullable(), payload: z.string().nullable(),
}).transform((row): Claimed => ({
  attempt: row.attempts, insisted: row.insisted,
  message: { id: row.id, kind: row.kind, facility: row.facility, maLk: row.ma_lk, revision: row.revision, file: row.file, position: row.position, day: row.day, sent: row.payload },
}));

/** A message that this process is sending now. */
export interface Claimed {
  readonly message: Outgoing;
  /** Number of this attempt. */
  readonly attempt: number;
  /** A person decided to send although it may have arrived. */
  readonly insisted: boolean;
}

/** Seconds beyond the destination's patience after which the sender counts as dead. */
const GRACE = 30;

/**
 * Facilities take turns: the one that was served longest ago comes first, whatever others have waiting. Messages of one visit go in the order in which they
 * became owed: the later one waits for the earlier one's answer.
 */
const PICK = `select c.id from exchange_turn t cross join lateral (
    select o.id from exchange_message o
    where o.destination = t.destination and o.facility = t.facility and o.state = 'owed' and o.next_at <= now()
      and not exists (select 1 from exchange_message e where e.destination = o.destination and e.facility = o.facility and e.ma_lk = o.ma_lk
                        and (case when e.kind = o.kind then e.revision < o.revision else e.seq < o.seq end) and e.state in ('owed', 'sending'))
    order by o.next_at, o.seq limit 1 for update skip locked) c
  where t.destination = $1
    and not exists (select 1 from exchange_destination d where d.name = $1 and (d.paused_until > now() or d.stopped_at is not null))
    and not exists (select 1 from exchange_window w where w.destination = $1 and w.starts_at <= now() and w.ends_at > now())
  order by t.served_at limit 1`;

/**
 * Takes the next message that is owed and due for a try, unless the destination rests. From here on it counts as perhaps sent: the attempt and the audit row
 * are durable before the first byte goes out.
 */
export async function claim(db: Database, destination: Destination): Promise<Claimed | undefined> {
  return db.bookkeeping('exchange', async (tx) => {
    const [one] = await tx.query(
      `with picked as materialized (${PICK})
       update exchange_message m set state = 'sending', attempts = attempts + 1, last_attempt_at = now(), locked_until = now() + make_interval(secs => $2)
       from picked where m.id = picked.id returning ${CLAIMED_COLUMNS}`,
      [destination.name, destination.patience + GRACE], claimedRow);
    if (one) await open(tx, one.message.id, one.attempt);
    if (one) await tx.run('update exchange_turn set served_at = clock_timestamp() where destination = $1 and facility = $2', [destination.name, one.message.facility]);
    return one;
  });
}

/** What is disclosed to an outside party is audited message by message. */
async function open(tx: Tx, id: string, attempt: number): Promise<void> {
  await tx.run('insert into exchange_attempt (message, number) values ($1, $2)', [id, attempt]);
  await tx.audit({ action: 'exchange.send', target: `message/${id}` });
}

/**
 * Messages whose sender died (kill −9, power cut) between sending and recording. Without deduplication they become `unknown`
 * and are not sent again by themselves; with it they are owed again.
 * @returns how many
 */
export async function sweep(db: Database, destination: Destination): Promise<number> {
  const again = destination.ability === 'dedupe';
  return db.bookkeeping('exchange', async (tx) => {
    const swept = await tx.query(
      `with dead as materialized (select id, attempts from exchange_message where destination = $1 and state = 'sending' and locked_until < now() for update skip locked)
       update exchange_message m set state = $2, locked_until = null, next_at = now(),
         answer = 'Máy chủ dừng giữa lúc gửi nên không biết nơi nhận đã có hay chưa.'
       from dead where m.id = dead.id returning m.id, m.attempts`,
      [destination.name, again ? 'owed' : 'unknown'], z.object({ id: z.string(), attempts: z.number() }));
    for (const one of swept) {
      await tx.run(`update exchange_attempt set ended_at = now(), outcome = 'unknown', answer = 'Máy chủ dừng giữa lúc gửi.' where message = $1 and number = $2 and outcome = 'sending'`, [one.id, one.attempts]);
    }
    return swept.length;
  });
}
