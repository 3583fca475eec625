import { z } from 'zod';
import type { Tx } from '#platform/db';
import { amountWords, type FormVisit } from '#platform/exchange/rules';

const meantRow = z.object({ ordinal: z.number(), id: z.string() });

/** The receiver may have it, as far as we know. */
const ARRIVED = `m.state in ('received', 'accepted', 'rejected', 'adjudicated', 'unknown', 'sending', 'watched')`;

/**
 * The message that was judged, by position of the visit: the newest revision that may have arrived. A mended one that still waits is not meant; where none went, the receiver
 * has it from somebody else, and the newest is meant.
 */
export async function judgedMessages(tx: Tx, destination: string, kind: string, visits: readonly FormVisit[]): Promise<ReadonlyMap<number, string>> {
  const rows = await tx.query(
    `select distinct on (t.ordinal) t.ordinal, m.id from unnest($3::int[], $4::text[], $5::text[]) as t(ordinal, facility, ma_lk)
     join exchange_message m on m.destination = $1 and m.kind = $2 and m.facility = t.facility and m.ma_lk = t.ma_lk and m.state <> 'superseded'
     order by t.ordinal, (${ARRIVED}) desc, m.revision desc`, [destination, kind, visits.map((_, index) => index), visits.map((one) => one.facility), visits.map((one) => one.maLk)], meantRow);
  return new Map(rows.map((row) => [row.ordinal, row.id]));
}

/** Messages become adjudicated; what the receiver once found wrong with them is settled by that. */
export async function markAdjudicated(tx: Tx, judged: readonly { readonly message: string; readonly visit: FormVisit }[]): Promise<void> {
  const ids = judged.map((one) => one.message);
  await tx.run(
    `update exchange_message m set state = 'adjudicated', locked_until = null, held_until = null, listed_at = now(), absent_at = null, answer = t.answer
     from unnest($1::uuid[], $2::text[]) as t(id, answer) where m.id = t.id and (m.state, m.answer) is distinct from ('adjudicated', t.answer)`, [ids, judged.map((one) => wordsOf(one.visit))]);
  await tx.run('delete from exchange_rejection where message = any($1::uuid[])', [ids]);
}

function wordsOf(visit: FormVisit): string {
  const reduced = visit.lines.filter((one) => one.refused > 0n).length;
  return reduced === 0 ? 'Đã giám định: không dòng nào bị giảm.' : `Đã giám định: từ chối ${amountWords(visit.refused)} ở ${reduced} dòng.`;
}
