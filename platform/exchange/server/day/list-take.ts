import { z } from 'zod';
import type { Tx } from '#platform/db';
import type { ListedLines } from '#platform/exchange/rules';
import { settleByList, type MendBy, type Settled } from '../settle.ts';

export interface TakenList {
  readonly destination: string;
  readonly kind: string;
  /** Null: of several facilities. */
  readonly facility: string | null;
  readonly sha256: string;
  readonly fileName: string;
  /** Days yyyy-MM-dd of which it is complete; null: it may leave out anything. */
  readonly days: { readonly from: string; readonly to: string } | null;
  /** When the portal made it. */
  readonly readAt: Date;
  readonly by: string;
}

export interface Took extends Settled {
  /** False: the same file was taken before, and nothing changed. */
  readonly isNew: boolean;
  /** Visits of which something newer is known: a later list, or a later sending. */
  readonly older: number;
}

const NOTHING: Took = { isNew: false, older: 0, settled: 0, strangers: [], absent: 0 };

/** Takes a list in: messages are settled by it, and what it says of each visit is kept. The same file for the same days changes nothing. */
export async function takeList(tx: Tx, list: TakenList, visits: readonly ListedLines[], mendBy?: MendBy): Promise<Took> {
  await tx.run('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`exchange-list ${list.destination}`]);
  const [made] = await tx.query(
    `insert into exchange_list (destination, kind, facility, sha256, file_name, lines, from_day, to_day, read_at, taken_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict on constraint exchange_list_once do nothing returning id`,
    [list.destination, list.kind, list.facility, list.sha256, list.fileName, visits.length, list.days?.from ?? null, list.days?.to ?? null, list.readAt, list.by], z.object({ id: z.string() }));
  if (made === undefined) return NOTHING;
  const stale = await staleVisits(tx, list, visits);
  const fresh = visits.filter((_, index) => !stale.has(index));
  const coverage = list.facility === null || list.days === null ? null : { facility: list.facility, kind: list.kind, from: list.days.from, to: list.days.to, readAt: list.readAt };
  // A visit of which something newer is known is in the list all the same: it is not absent.
  const settled = await settleByList(tx, list.destination, fresh.map((one) => ({ ...one, kind: list.kind })), coverage === null ? null : { ...coverage, present: visits.map((one) => one.maLk) }, mendBy);
  await keepListed(tx, list, made.id, fresh);
  return { isNew: true, older: visits.length - fresh.length, ...settled };
}

/** By position: a later list said something of it, or the newest revision went out after this list was made and it knows nothing of that sending. */
async function staleVisits(tx: Tx, list: TakenList, visits: readonly ListedLines[]): Promise<ReadonlySet<number>> {
  const rows = await tx.query(
    `select t.ordinal from unnest($3::int[], $4::text[], $5::text[], $6::text[]) as t(ordinal, facility, ma_lk, receipt)
     join exchange_listed l on l.destination = $1 and l.facility = t.facility and l.ma_lk = t.ma_lk and l.kind = $2 where l.read_at > $7
     union
     select t.ordinal from unnest($3::int[], $4::text[], $5::text[], $6::text[]) as t(ordinal, facility, ma_lk, receipt)
     join exchange_message m on m.destination = $1 and m.facility = t.facility and m.ma_lk = t.ma_lk and m.kind = $2
     group by t.ordinal having max(m.last_attempt_at) > $7 and not coalesce(bool_or(m.receipt = t.receipt), false)`,
    [list.destination, list.kind, visits.map((_, index) => index), visits.map((one) => one.facility), visits.map((one) => one.maLk), visits.map((one) => one.receipt), list.readAt], z.object({ ordinal: z.number() }));
  return new Set(rows.map((row) => row.ordinal));
}

async function keepListed(tx: Tx, list: TakenList, id: string, visits: readonly ListedLines[]): Promise<void> {
  const day = (one: ListedLines): string | null => one.day ?? (list.days !== null && list.days.from === list.days.to ? list.days.from : one.receivedAt?.slice(0, 10) ?? null);
  await tx.run(
    `insert into exchange_listed (destination, kind, list, read_at, facility, ma_lk, day, outcome, receipt, received_at)
     select $1, $2, $3, $4, * from unnest($5::text[], $6::text[], $7::date[], $8::text[], $9::text[], $10::timestamptz[])
     on conflict (destination, facility, ma_lk, kind) do update set list = excluded.list, read_at = excluded.read_at, day = excluded.day, outcome = excluded.outcome, receipt = excluded.receipt, received_at = excluded.received_at`,
    [list.destination, list.kind, id, list.readAt, visits.map((one) => one.facility), visits.map((one) => one.maLk), visits.map(day), visits.map((one) => one.outcome), visits.map((one) => one.receipt), visits.map((one) => one.receivedAt)]);
}
