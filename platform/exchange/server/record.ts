import { z } from 'zod';
import { systemPolicy } from '#platform/access';
import type { Database, Tx } from '#platform/db';
import { backoff } from './backoff.ts';
import type { Claimed } from './claim.ts';
import type { Destination, SendResult } from './destination.ts';
import { isAnswered, MESSAGE_STATES, type MessageState } from '#platform/exchange/rules';

const POLICY = systemPolicy('exchange', 'claim-payment');
const LONGEST_ANSWER = 500;
const cut = (text: string): string => text.slice(0, LONGEST_ANSWER);

/** What the bytes' fate so far means for one more message that has the same bytes. */
export type Decision = 'send' | 'wait' | 'settled';

/** States of a message whose bytes left, the most telling first. */
const SHARED: readonly MessageState[] = ['received', 'accepted', 'adjudicated', 'sending', 'unknown', 'refused', 'rejected'];
const twin = z.object({ state: z.enum(MESSAGE_STATES), receipt: z.string().nullable(), received_at: z.date().nullable(), answer: z.string().nullable() });

/**
 * Notes which bytes this message sends, and looks whether the same bytes already went to this destination for another message
 * (a signed file of many dossiers goes out once): then it shares their fate instead of sending them again.
 */
export async function settleByTwin(db: Database, destination: Destination, { message, attempt, insisted }: Claimed, payload: string): Promise<Decision> {
  return db.bookkeeping('exchange', async (tx) => {
    await tx.run('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`exchange ${destination.name} ${payload}`]);
    const [now] = await tx.query('update exchange_message set payload = $2 where id = $1 returning state', [message.id, payload], z.object({ state: z.enum(MESSAGE_STATES) }));
    if (now !== undefined && (isAnswered(now.state) || now.state === 'rejected')) {
      // The receiver's list came while the bytes were made: it has it.
      await finish(tx, message.id, attempt, 'not-sent', 'Danh sách của nơi nhận đã có hồ sơ này.');
      return 'settled';
    }
    const twins = await tx.query(
      `select state, receipt, received_at, answer from exchange_message where destination = $1 and payload = $2 and id <> $3 and state = any($4)
       order by array_position($4, state) limit 1`, [destination.name, payload, message.id, SHARED], twin);
    const [other] = twins;
    // A person who sends again has decided: only a receipt or a sending at this moment stops it.
    if (!other || (insisted && !isAnswered(other.state) && other.state !== 'sending')) return 'send';
    if (other.state === 'sending') {
      // Not a try: it only waits for the other's result.
      await tx.run(`update exchange_message set state = 'owed', locked_until = null, attempts = attempts - 1, next_at = now() + interval '3 seconds' where id = $1`, [message.id]);
      await tx.run('delete from exchange_attempt where message = $1 and number = $2', [message.id, attempt]);
      return 'wait';
    }
    // What the receiver's list said of the other is of that visit alone: this one shares the receipt.
    const state = isAnswered(other.state) || other.state === 'rejected' ? 'received' : other.state;
    const answer = state === 'received' ? 'Nơi nhận đã nhận cùng tệp này.' : state === 'unknown' ? 'Cùng tệp đã gửi đi mà chưa rõ kết quả.' : other.answer ?? '';
    await finish(tx, message.id, attempt, state, answer);
    await tx.run('update exchange_message set state = $2, locked_until = null, receipt = $3, received_at = $4, answer = $5 where id = $1',
      [message.id, state, other.receipt, other.received_at, answer]);
    return 'settled';
  });
}

/**
 * Records how an attempt ended. A result that comes after the sweep has called the attempt unknown is still taken: it is the truth about it.
 */
export async function record(db: Database, destination: Destination, { message, attempt }: Claimed, result: SendResult): Promise<void> {
  await db.withAccess(POLICY, { action: 'exchange.record', target: `message/${message.id}` }, async (tx) => {
    const answer = cut(result.answer);
    await finish(tx, message.id, attempt, result.outcome, answer);
    const own = `id = $1 and attempts = $2 and state in ('sending', 'unknown', 'owed')`;
    switch (result.outcome) {
      case 'received':
        await tx.run(`update exchange_message set state = 'received', locked_until = null, receipt = $3, received_at = $4, answer = $5 where ${own}`,
          [message.id, attempt, result.receipt, result.receivedAt, answer]);
        // The same bytes under other messages have arrived with it.
        await tx.run(
          `update exchange_message t set state = 'received', locked_until = null, receipt = $2, received_at = $3, answer = 'Nơi nhận đã nhận cùng tệp này.'
           from exchange_message m where m.id = $1 and t.destination = m.destination and t.payload = m.payload and t.id <> m.id and t.state in ('owed', 'unknown')`,
          [message.id, result.receipt, result.receivedAt]);
        return;
      case 'refused':
        await tx.run(`update exchange_message set state = 'refused', locked_until = null, answer = $3 where ${own}`, [message.id, attempt, answer]);
        return;
      case 'not-sent':
        await again(tx, message.id, attempt, answer);
        return;
      case 'unknown':
        if (destination.ability === 'dedupe') await again(tx, message.id, attempt, answer);
        // Asked for not before the other side has surely finished with it.
        else await tx.run(`update exchange_message set state = 'unknown', locked_until = null, answer = $3, next_at = now() + make_interval(secs => $4) where ${own}`, [message.id, attempt, answer, destination.patience + backoff(1, Math.random())]);
    }
  });
}

async function again(tx: Tx, id: string, attempt: number, answer: string): Promise<void> {
  await tx.run(
    `update exchange_message set state = 'owed', locked_until = null, answer = $3, next_at = now() + make_interval(secs => $4)
     where id = $1 and attempts = $2 and state in ('sending', 'unknown')`, [id, attempt, answer, backoff(attempt, Math.random())]);
}

async function finish(tx: Tx, id: string, attempt: number, outcome: string, answer: string): Promise<void> {
  await tx.run(`update exchange_attempt set ended_at = now(), outcome = $3, answer = $4 where message = $1 and number = $2`, [id, attempt, outcome, answer]);
}

/** A destination that cannot be reached rests for all; one that answers is awake again. */
export async function rest(db: Database, name: string, reason: string | null): Promise<void> {
  await db.bookkeeping('exchange', async (tx) => {
    if (reason === null) {
      await tx.run('update exchange_destination set failures = 0, paused_until = null, reason = null where name = $1 and failures > 0', [name]);
      return;
    }
    const [state] = await tx.query(
      `insert into exchange_destination (name, failures, reason) values ($1, 1, $2)
       on conflict (name) do update set failures = exchange_destination.failures + 1, reason = $2 returning failures`, [name, cut(reason)], z.object({ failures: z.number() }));
    await tx.run('update exchange_destination set paused_until = now() + make_interval(secs => $2) where name = $1', [name, backoff(state?.failures ?? 1, Math.random())]);
  });
}
