import { createHash } from 'node:crypto';
import type { Database } from '#platform/db';
import { NotReadyError, UnsendableError } from './destination.ts';
import type { Destination, SendResult } from './destination.ts';
import { claim, sweep } from './claim.ts';
import type { Claimed } from './claim.ts';
import { askUnknown } from './ask.ts';
import { record, rest, settleByTwin } from './record.ts';

/** How long a send under way may still take when the server ends. */
const LAST_WORDS = 8_000;
/** How long a call whose patience has ended may take to say what became of it: it alone knows whether anything could have left. */
const LAST_MOMENT = 1_000;

/**
 * One lane of a destination: sends one message that is owed.
 * @param signal the server ends: a send under way gets a few seconds, then counts as unknown
 * @returns whether there may be more
 */
export async function sendNext(db: Database, destination: Destination, signal: AbortSignal): Promise<boolean> {
  const began = Date.now();
  const claimed = signal.aborted ? undefined : await claim(db, destination);
  if (!claimed) return false;
  const result = await sendOne(db, destination, claimed, signal);
  if (result?.outcome === 'not-sent' && result.pause) await rest(db, destination.name, result.answer);
  else if (result?.outcome === 'received' || result?.outcome === 'refused') await rest(db, destination.name, null);
  await paced(began + (destination.parallel / destination.perSecond) * 1000, signal);
  return true;
}

/** What is to be looked after beside the sending: senders that died, and unknown messages where the other side can be asked. */
export async function lookAfter(db: Database, destination: Destination, signal: AbortSignal): Promise<boolean> {
  await sweep(db, destination);
  return askUnknown(db, destination, signal);
}

/** @returns what happened on the line; undefined when nothing was sent */
async function sendOne(db: Database, destination: Destination, claimed: Claimed, signal: AbortSignal): Promise<SendResult | undefined> {
  const payload = await payloadOf(destination, claimed);
  if (!(payload instanceof Uint8Array)) {
    await record(db, destination, claimed, payload);
    return undefined;
  }
  const decision = await settleByTwin(db, destination, claimed, createHash('sha256').update(payload).digest('hex'));
  if (decision !== 'send') return undefined;
  const result = await attempt(destination, signal, (limit) => destination.send(claimed.message, payload, limit));
  await record(db, destination, claimed, result);
  return result;
}

async function payloadOf(destination: Destination, claimed: Claimed): Promise<Uint8Array | SendResult> {
  try {
    return await destination.payload(claimed.message);
  } catch (error) {
    if (error instanceof UnsendableError) return { outcome: 'refused', answer: error.message };
    if (error instanceof NotReadyError) return { outcome: 'not-sent', answer: error.message, pause: false };
    return { outcome: 'not-sent', answer: 'Không đọc được tệp đã nhận từ kho tệp của máy chủ.', pause: false };
  }
}

/** Runs one call to the outside with the destination's patience; whatever it throws may have arrived. */
export async function attempt(destination: Destination, signal: AbortSignal, call: (limit: AbortSignal) => Promise<SendResult>): Promise<SendResult> {
  const limit = new AbortController();
  const late = setTimeout(() => limit.abort(), destination.patience * 1000);
  const onEnd = (): void => { setTimeout(() => limit.abort(), LAST_WORDS).unref(); };
  if (signal.aborted) onEnd();
  signal.addEventListener('abort', onEnd, { once: true });
  try {
    return await Promise.race([call(limit.signal), lost(limit.signal)]);
  } catch {
    return { outcome: 'unknown', answer: 'Đường truyền hỏng giữa lúc gửi: không rõ nơi nhận đã có hay chưa.' };
  } finally {
    clearTimeout(late);
    signal.removeEventListener('abort', onEnd);
  }
}

function lost(limit: AbortSignal): Promise<SendResult> {
  return new Promise((resolve) => {
    limit.addEventListener('abort', () => setTimeout(() => resolve({ outcome: 'unknown', answer: 'Nơi nhận không trả lời kịp: không rõ đã nhận hay chưa.' }), LAST_MOMENT), { once: true });
  });
}

/** Keeps to the destination's rate. @param until milliseconds of the clock */
async function paced(until: number, signal: AbortSignal): Promise<void> {
  const left = until - Date.now();
  if (left <= 0 || signal.aborted) return;
  await new Promise<void>((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, left);
    signal.addEventListener('abort', end, { once: true });
  });
}
