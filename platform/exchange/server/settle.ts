import { z } from 'zod';
import type { Tx } from '#platform/db';
import type { OwedRule } from '#platform/exchange/rules';

/** A line of the receiver's list: what it has of a visit, and what it thinks of it. */
export interface Listed {
  readonly facility: string;
  readonly maLk: string;
  readonly kind: string;
  readonly outcome: 'accepted' | 'rejected' | 'adjudicated';
  readonly receipt: string | null;
  /** ISO 8601 with zone. */
  readonly receivedAt: string | null;
  /** Vietnamese, as the receiver wrote it. */
  readonly answer: string;
  readonly errors: readonly { readonly code: string; readonly table: string | null; readonly row: number | null; readonly field: string | null; readonly text: string }[];
}

/** What an imported list did. */
export interface Settled {
  readonly settled: number;
  /** Lines of visits that we have no message of: somebody else sent them. */
  readonly strangers: readonly { readonly facility: string; readonly maLk: string; readonly receipt: string | null }[];
  /** Messages that may have been sent, or are to be sent by the facility, and that the complete list has not. */
  readonly absent: number;
}

/** What the list covers, when it is complete: then what is not in it is not there. Days yyyy-MM-dd, of the events, inclusive. `present`: MA_LK that it has beside the lines given. */
export interface Coverage { readonly facility: string; readonly kind: string; readonly from: string; readonly to: string; readonly readAt: Date; readonly present?: readonly string[] }

/** Until when what was rejected is to be mended, by which article; undefined: nothing says so. */
export type MendBy = (kind: string) => OwedRule | undefined;

const LONGEST = 500;
const found = z.object({ ordinal: z.coerce.number(), id: z.string() });

/**
 * Takes the receiver's word from its list. The newest revision of a visit that may have arrived is meant; one that waits to be sent is thereby sent (somebody
 * else did), so it is not sent a second time. What is newly rejected has until then to be mended. The same list twice changes nothing.
 */
export async function settleByList(tx: Tx, destination: string, lines: readonly Listed[], coverage: Coverage | null, mendBy: MendBy = () => undefined): Promise<Settled> {
  const rows = await tx.query(
    // One join, not a look for each line: without statistics a look may take an index that holds the whole facility.
    `select distinct on (t.ordinal) t.ordinal, m.id from unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::text[]) as t(ordinal, facility, ma_lk, kind, receipt)
     join exchange_message m on m.destination = $1 and m.facility = t.facility and m.ma_lk = t.ma_lk and m.kind = t.kind and m.state <> 'superseded'
     order by t.ordinal, (m.receipt is not distinct from t.receipt and t.receipt is not null) desc, m.revision desc`,
    [destination, lines.map((_, index) => index), lines.map((one) => one.facility), lines.map((one) => one.maLk), lines.map((one) => one.kind), lines.map((one) => one.receipt)], found);
  const idOf = new Map(rows.map((row) => [row.ordinal, row.id]));
  const known = lines.flatMap((line, index) => { const id = idOf.get(index); return id === undefined ? [] : [{ id, line }]; });
  const rule = (line: Listed): OwedRule | undefined => (line.outcome === 'rejected' ? mendBy(line.kind) : undefined);
  const settled = await tx.run(
    `update exchange_message m set state = t.outcome, locked_until = null, held_until = null, listed_at = now(), absent_at = null, answer = t.answer,
       receipt = coalesce(t.receipt, m.receipt), received_at = coalesce(t.received_at, m.received_at),
       due = case when t.outcome = 'rejected' and m.state <> 'rejected' then coalesce(t.mend_by, m.due) else m.due end,
       basis = case when t.outcome = 'rejected' and m.state <> 'rejected' and t.mend_by is not null then t.basis else m.basis end
     from unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::timestamptz[], $7::text[]) as t(id, outcome, receipt, received_at, answer, mend_by, basis)
     where m.id = t.id and m.state <> 'superseded' and (m.state <> 'adjudicated' or t.outcome = 'adjudicated') and (m.state, m.answer) is distinct from (t.outcome, t.answer)`,
    [known.map(({ id }) => id), known.map(({ line }) => line.outcome), known.map(({ line }) => line.receipt), known.map(({ line }) => line.receivedAt), known.map(({ line }) => line.answer.slice(0, LONGEST)),
      known.map(({ line }) => rule(line)?.due ?? null), known.map(({ line }) => rule(line)?.basis ?? null)]);
  await writeErrors(tx, known);
  return { settled, strangers: lines.filter((_, index) => !idOf.has(index)).map(({ facility, maLk, receipt }) => ({ facility, maLk, receipt })), absent: coverage === null ? 0 : await markAbsent(tx, destination, coverage, lines) };
}

async function writeErrors(tx: Tx, known: readonly { readonly id: string; readonly line: Listed }[]): Promise<void> {
  await tx.run('delete from exchange_rejection where message = any($1::uuid[])', [known.map(({ id }) => id)]);
  const all = known.flatMap(({ id, line }) => line.errors.map((error, ordinal) => ({ id, ordinal, ...error })));
  if (all.length === 0) return;
  await tx.run(
    `insert into exchange_rejection (message, ordinal, code, table_name, row_number, field, text)
     select * from unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::int[], $6::text[], $7::text[]) on conflict do nothing`,
    [all.map((one) => one.id), all.map((one) => one.ordinal), all.map((one) => one.code), all.map((one) => one.table), all.map((one) => one.row), all.map((one) => one.field), all.map((one) => one.text.slice(0, LONGEST))]);
}

/** What may have arrived, or should have been sent by the facility itself, and is not there. What was tried after the list was read is left out. */
function markAbsent(tx: Tx, destination: string, { facility, kind, from, to, readAt, present = [] }: Coverage, lines: readonly Listed[]): Promise<number> {
  return tx.run(
    `update exchange_message m set absent_at = $6, answer = case when m.state = 'unknown' then 'Danh sách của nơi nhận không có hồ sơ này: có thể gửi lại.' when m.state = 'watched' then 'Danh sách của nơi nhận không có hồ sơ này: phần mềm của cơ sở chưa gửi.' else m.answer end
     where m.destination = $1 and m.facility = $2 and m.kind = $3 and m.day between $4::date and $5::date and m.state in ('unknown', 'watched', 'received') and m.created_at < $6
       and (m.last_attempt_at is null or m.last_attempt_at < $6) and not (m.ma_lk = any($7))`,
    [destination, facility, kind, from, to, readAt, [...present, ...lines.filter((line) => line.facility === facility && line.kind === kind).map((line) => line.maLk)]]);
}
