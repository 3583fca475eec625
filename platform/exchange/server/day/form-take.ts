import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Tx } from '#platform/db';
import { decimalOf, type FormVisit } from '#platform/exchange/rules';
import type { ReadForm } from './form-read.ts';
import { judgedMessages, markAdjudicated } from './form-settle.ts';

export interface TakenForm {
  readonly destination: string;
  readonly kind: string;
  /** Null: of several facilities. */
  readonly facility: string | null;
  readonly sha256: string;
  readonly fileName: string;
  /** When the portal made it. */
  readonly madeAt: Date;
  readonly by: string;
}

export interface TookForm {
  /** False: the same form was taken before, and nothing changed. */
  readonly isNew: boolean;
  /** Visits whose lines are other than before. */
  readonly changed: number;
  /** Visits that we have no message of: kept, and shown when one comes. */
  readonly strangers: number;
  /** Visits of which a later form was taken, or that were sent anew after this one was made. */
  readonly older: number;
}

const madeRow = z.object({ id: z.string(), made_at: z.date(), is_new: z.boolean() });
const keptRow = z.object({ ordinal: z.number(), content: z.string(), message: z.string().nullable() });
const ordinalRow = z.object({ ordinal: z.number() });

/**
 * Takes what a form says of visits: its lines stand in place of those of an earlier form, the message becomes adjudicated. The same form again changes nothing
 * (unless more of it is understood now), and one that was made earlier changes nothing of what a later one said.
 */
export async function takeForm(tx: Tx, form: TakenForm, { visits, sums }: Pick<ReadForm, 'visits' | 'sums'>): Promise<TookForm> {
  await tx.run('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`exchange-list ${form.destination}`]);
  const [made] = await tx.query(
    `insert into exchange_form (destination, kind, facility, sha256, file_name, made_at, taken_by) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict on constraint exchange_form_once do update set file_name = exchange_form.file_name returning id, made_at, xmax = 0 as is_new`,
    [form.destination, form.kind, form.facility, form.sha256, form.fileName, form.madeAt, form.by], madeRow);
  if (made === undefined) throw new Error('a form that was taken has no row');
  const stale = await staleVisits(tx, form, made.made_at, visits);
  const fresh = visits.filter((_, index) => !stale.has(index));
  const changed = await changedVisits(tx, form, fresh);
  await markAdjudicated(tx, changed.flatMap(({ message, visit }) => (message === null ? [] : [{ message, visit }])));
  await keep(tx, form, made, changed);
  // Said once more: what was made in between says nothing any longer. The time for an answer runs from the first all the same.
  await tx.run(
    `update exchange_adjudication a set said_at = $3 from unnest($4::text[], $5::text[]) as t(facility, ma_lk)
     where a.destination = $1 and a.kind = $2 and a.facility = t.facility and a.ma_lk = t.ma_lk and coalesce(a.said_at, a.made_at) < $3`, [form.destination, form.kind, made.made_at, fresh.map((one) => one.facility), fresh.map((one) => one.maLk)]);
  await tx.run('update exchange_form set visits = $2, lines = $3, claimed = $4, refused = $5 where id = $1', [made.id, visits.length, sums.lines, decimalOf(sums.claimed), decimalOf(sums.refused)]);
  return { isNew: made.is_new || changed.length > 0, changed: changed.length, strangers: changed.filter((one) => one.message === null).length, older: visits.length - fresh.length };
}

const keysOf = (visits: readonly FormVisit[]) => [visits.map((_, index) => index), visits.map((one) => one.facility), visits.map((one) => one.maLk)] as const;

/** By position: a later form said something of it, or its newest revision went out after this one was made. */
async function staleVisits(tx: Tx, form: TakenForm, madeAt: Date, visits: readonly FormVisit[]): Promise<ReadonlySet<number>> {
  const rows = await tx.query(
    `select t.ordinal from unnest($3::int[], $4::text[], $5::text[]) as t(ordinal, facility, ma_lk)
     join exchange_adjudication a on a.destination = $1 and a.facility = t.facility and a.ma_lk = t.ma_lk and a.kind = $2 where coalesce(a.said_at, a.made_at) > $6
     union
     select t.ordinal from unnest($3::int[], $4::text[], $5::text[]) as t(ordinal, facility, ma_lk)
     join exchange_message m on m.destination = $1 and m.facility = t.facility and m.ma_lk = t.ma_lk and m.kind = $2 where m.last_attempt_at > $6`,
    [form.destination, form.kind, ...keysOf(visits), madeAt], ordinalRow);
  return new Set(rows.map((row) => row.ordinal));
}

interface Changed { readonly visit: FormVisit; readonly message: string | null; readonly content: string }

/** Visits of which something else is kept, or nothing. */
async function changedVisits(tx: Tx, form: TakenForm, visits: readonly FormVisit[]): Promise<Changed[]> {
  const messages = await judgedMessages(tx, form.destination, form.kind, visits);
  const rows = await tx.query(
    `select t.ordinal, a.content, a.message from unnest($3::int[], $4::text[], $5::text[]) as t(ordinal, facility, ma_lk)
     join exchange_adjudication a on a.destination = $1 and a.facility = t.facility and a.ma_lk = t.ma_lk and a.kind = $2`, [form.destination, form.kind, ...keysOf(visits)], keptRow);
  const kept = new Map(rows.map((row) => [row.ordinal, row]));
  return visits.flatMap((visit, index) => {
    const before = kept.get(index);
    const one = { visit, message: messages.get(index) ?? null, content: contentOf(visit) };
    return before !== undefined && before.content === one.content && before.message === one.message ? [] : [one];
  });
}

function contentOf(visit: FormVisit): string {
  return createHash('sha256').update(JSON.stringify([visit.visitId, visit.resultDay, visit.lines.map((one) => [one.table, one.row, one.lineId, one.item, decimalOf(one.claimed), decimalOf(one.refused), one.reasonCode, one.reason])])).digest('hex');
}

async function keep(tx: Tx, form: TakenForm, made: { readonly id: string; readonly made_at: Date }, changed: readonly Changed[]): Promise<void> {
  if (changed.length === 0) return;
  const visits = changed.map((one) => one.visit);
  // One statement each; the lines of a visit find it by its key.
  await tx.run(
    `delete from exchange_adjudicated_line l using exchange_adjudication a, unnest($3::text[], $4::text[]) as t(facility, ma_lk)
     where l.adjudication = a.id and a.destination = $1 and a.kind = $2 and a.facility = t.facility and a.ma_lk = t.ma_lk`, [form.destination, form.kind, visits.map((one) => one.facility), visits.map((one) => one.maLk)]);
  await tx.run(
    `insert into exchange_adjudication (destination, kind, form, made_at, facility, ma_lk, message, visit_id, result_day, claimed, refused, content)
     select $1, $2, $3, $4, * from unnest($5::text[], $6::text[], $7::uuid[], $8::text[], $9::date[], $10::numeric[], $11::numeric[], $12::text[])
     on conflict on constraint exchange_adjudication_once do update set form = excluded.form, made_at = excluded.made_at, said_at = null, message = excluded.message, visit_id = excluded.visit_id, result_day = excluded.result_day, claimed = excluded.claimed, refused = excluded.refused, content = excluded.content`,
    [form.destination, form.kind, made.id, made.made_at, visits.map((one) => one.facility), visits.map((one) => one.maLk), changed.map((one) => one.message), visits.map((one) => one.visitId), visits.map((one) => one.resultDay), visits.map((one) => decimalOf(one.claimed)), visits.map((one) => decimalOf(one.refused)), changed.map((one) => one.content)]);
  const lines = visits.flatMap((visit) => visit.lines.map((line, ordinal) => ({ ...line, ordinal })));
  await tx.run(
    `insert into exchange_adjudicated_line (adjudication, ordinal, table_name, row_number, line_id, item, claimed, refused, reason_code, reason)
     select a.id, t.ordinal, t.table_name, t.row_number, t.line_id, t.item, t.claimed, t.refused, t.reason_code, t.reason
     from unnest($3::text[], $4::text[], $5::int[], $6::text[], $7::int[], $8::text[], $9::text[], $10::numeric[], $11::numeric[], $12::text[], $13::text[]) as t(facility, ma_lk, ordinal, table_name, row_number, line_id, item, claimed, refused, reason_code, reason)
     join exchange_adjudication a on a.destination = $1 and a.kind = $2 and a.facility = t.facility and a.ma_lk = t.ma_lk`,
    [form.destination, form.kind, lines.map((one) => one.facility), lines.map((one) => one.maLk), lines.map((one) => one.ordinal), lines.map((one) => one.table), lines.map((one) => one.row), lines.map((one) => one.lineId), lines.map((one) => one.item),
      lines.map((one) => decimalOf(one.claimed)), lines.map((one) => decimalOf(one.refused)), lines.map((one) => one.reasonCode), lines.map((one) => one.reason)]);
}
