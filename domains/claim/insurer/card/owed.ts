import { z } from 'zod';
import type { Database, Tx } from '#platform/db';
import { seal, sealKeys, unseal } from '#platform/seal';
import type { CardQuestion } from './look-up.ts';
import { MEANINGS } from './meaning.ts';
import type { CardReading } from './meaning.ts';

const question = z.object({ number: z.string(), name: z.string(), born: z.string() });
const day = z.string().nullable();
const reading = z.object({
  meaning: z.enum(MEANINGS), code: z.string().nullable(), text: z.string(), todo: z.string(), note: z.string(), basis: z.string().nullable(), later: z.boolean(),
  card: z.object({
    number: z.string(), name: z.string(), born: day, sex: z.string(), registeredAt: z.string(), from: day, to: day, fiveYearsFrom: day, area: z.string(), insuranceNumber: z.string(),
    next: z.object({ number: z.string(), from: day, to: day, registeredAt: z.string() }).nullable(),
  }).nullable(),
});
const place = (facility: string): string => `card_check_owed/${facility}`;
const idRow = z.object({ id: z.string() });

/** Seconds after the first, second … attempt; the last holds from then on. */
const PAUSES = [60, 120, 300, 600, 1800];
/** Days that an answer stays in sight. */
const KEPT = 30;

/** What names a question in the trail without telling it. */
export function nameOf(facility: string, asked: CardQuestion, what: 'card' | 'copayment' = 'card'): string {
  return `${what}/${seal(sealKeys(), place(facility), JSON.stringify(asked)).mark.slice('sealed:'.length, 'sealed:'.length + 24)}`;
}

/** The same question of a facility is owed once. @param by id of who asked @returns its id */
export async function oweCheck(tx: Tx, facility: string, asked: CardQuestion, by: string): Promise<string> {
  const kept = seal(sealKeys(), place(facility), JSON.stringify(asked));
  const [row] = await tx.query(
    `insert into card_check_owed (facility, question, question_mark, asked_by, attempts, next_at) values ($1, $2, $3, $4, 1, now() + make_interval(secs => $5))
     on conflict (facility, question_mark) where answered_at is null do update set asked_by = excluded.asked_by returning id`,
    [facility, kept.bytes, kept.mark, by, PAUSES[0]], idRow);
  if (row === undefined) throw new Error('a check that is owed has no row');
  return row.id;
}

/** A later answer to the same question settles what was owed. */
export async function settleCheck(tx: Tx, facility: string, asked: CardQuestion, answer: CardReading): Promise<void> {
  const { mark } = seal(sealKeys(), place(facility), JSON.stringify(asked));
  const kept = seal(sealKeys(), place(facility), JSON.stringify(answer));
  await tx.run('update card_check_owed set answered_at = now(), meaning = $3, answer = $4, answer_mark = $5 where facility = $1 and question_mark = $2 and answered_at is null', [facility, mark, answer.meaning, kept.bytes, kept.mark]);
}

const taken = z.object({ id: z.string(), facility: z.string(), question: z.instanceof(Uint8Array), question_mark: z.string() });

/** The one that has waited longest; another process leaves it alone until its next attempt, which is set here. */
export async function takeDue(db: Database): Promise<{ readonly id: string; readonly facility: string; readonly asked: CardQuestion } | undefined> {
  const [row] = await db.bookkeeping('card-check', (tx) => tx.query(
    `update card_check_owed set attempts = attempts + 1, next_at = now() + make_interval(secs => ($1::int[])[least(attempts + 1, cardinality($1::int[]))])
     where id = (select id from card_check_owed where answered_at is null and next_at <= now() order by next_at limit 1 for update skip locked)
     returning id, facility, question, question_mark`, [PAUSES], taken));
  return row && { id: row.id, facility: row.facility, asked: question.parse(JSON.parse(unseal(sealKeys(), place(row.facility), { mark: row.question_mark, bytes: Buffer.from(row.question) }))) };
}

/** Answers that everybody has had time to read. */
export async function forgetOld(tx: Tx): Promise<void> {
  await tx.run('delete from card_check_owed where answered_at < now() - make_interval(days => $1)', [KEPT]);
}

const listed = z.object({
  id: z.string(), question: z.instanceof(Uint8Array), question_mark: z.string(), asked_at: z.date(), asked_by: z.string(), attempts: z.number(), next_at: z.date(),
  answered_at: z.date().nullable(), answer: z.instanceof(Uint8Array).nullable(), answer_mark: z.string().nullable(),
});

/** What a facility still waits for and what came back, newest first. */
export async function listChecks(tx: Tx, facility: string) {
  const rows = await tx.query(
    `select id, question, question_mark, asked_at, asked_by, attempts, next_at, answered_at, answer, answer_mark from card_check_owed where facility = $1 order by answered_at is not null, asked_at desc limit 200`, [facility], listed);
  const open = (mark: string, bytes: Uint8Array): unknown => JSON.parse(unseal(sealKeys(), place(facility), { mark, bytes: Buffer.from(bytes) }));
  return rows.map((row) => ({
    id: row.id, asked: question.parse(open(row.question_mark, row.question)), askedAt: row.asked_at.toISOString(), askedBy: row.asked_by, attempts: row.attempts,
    nextAt: row.answered_at === null ? row.next_at.toISOString() : null, answeredAt: row.answered_at?.toISOString() ?? null,
    answer: row.answer === null || row.answer_mark === null ? null : reading.parse(open(row.answer_mark, row.answer)),
  }));
}
