import { z } from 'zod';
import { scopeOf, type Policy } from '#platform/access';
import { addDays, type Catalogues } from '#platform/catalogue/rules';
import type { Tx } from '#platform/db';
import { gapCandidates, gapsOf, isOfVisit, MESSAGE_STATES, UNLISTED, type ListedVisit, type OurMessage, type SourceColumn } from '#platform/exchange/rules';
import { dayInVietnam } from '#platform/time/rules';
import type { DayKey } from './guard.ts';

export interface Said { readonly count: number; readonly visits: readonly string[] | null; readonly at: Date; readonly by: string }

const messageRow = z.object({
  id: z.string(), ma_lk: z.string(), kind: z.string(), revision: z.number(), state: z.enum(MESSAGE_STATES), received_at: z.date().nullable(), receipt: z.string().nullable(), absent: z.boolean(), replaced: z.boolean(), field: z.string().nullable(),
});
export type DayMessage = OurMessage & { readonly receipt: string | null };

/** Messages whose event was on the day, as far as the caller may see them. */
export async function oursOf(tx: Tx, policy: Policy, key: DayKey): Promise<DayMessage[]> {
  const scope = scopeOf(policy, { column: 'm.facility', labels: 'm.labels', from: 4 });
  const rows = await tx.query(
    `select m.id, m.ma_lk, m.kind, m.revision, m.state, m.received_at, m.receipt, m.absent_at is not null as absent,
       exists (select 1 from exchange_message n where n.destination = m.destination and n.facility = m.facility and n.ma_lk = m.ma_lk and n.kind = m.kind and n.revision > m.revision) as replaced,
       (select concat_ws('.', r.table_name, r.field) from exchange_rejection r where r.message = m.id order by r.ordinal limit 1) as field
     from exchange_message m where m.facility = $1 and m.destination = $2 and m.day = $3 and ${scope.sql} order by m.seq`, [key.facility, key.destination, key.day, ...scope.params], messageRow);
  return rows.map((one) => ({
    id: one.id, maLk: one.ma_lk, kind: one.kind, revision: one.revision, state: one.state, receivedAt: one.received_at?.getTime() ?? null, receipt: one.receipt, isAbsent: one.absent, isReplaced: one.replaced,
    field: one.field === null || one.field === '' ? null : one.field,
  }));
}

const listedRow = z.object({ ma_lk: z.string(), kind: z.string(), outcome: z.enum(['accepted', 'rejected', 'adjudicated']) });

/**
 * What the receiver lists of the day: of the messages that the caller sees, and for the facility itself of visits that we have no message of.
 * @returns null: no list was read that says anything of the day
 */
export async function receiverOf(tx: Tx, own: boolean, key: DayKey, ours: readonly DayMessage[]): Promise<ListedVisit[] | null> {
  const seen = await tx.query(
    `select l.ma_lk, l.kind, l.outcome from exchange_listed l join unnest($3::text[], $4::text[]) as t(ma_lk, kind) on l.ma_lk = t.ma_lk and l.kind = t.kind where l.facility = $1 and l.destination = $2`,
    [key.facility, key.destination, ours.map((one) => one.maLk), ours.map((one) => one.kind)], listedRow);
  const strangers = !own ? [] : await tx.query(
    `select l.ma_lk, l.kind, l.outcome from exchange_listed l where l.facility = $1 and l.destination = $2 and l.day = $3
       and not exists (select 1 from exchange_message m where m.destination = l.destination and m.facility = l.facility and m.ma_lk = l.ma_lk and m.kind = l.kind)`, [key.facility, key.destination, key.day], listedRow);
  const complete = own ? await tx.query('select 1 as one from exchange_list where facility = $1 and destination = $2 and $3::date between from_day and to_day limit 1', [key.facility, key.destination, key.day], z.object({ one: z.number() })) : [];
  const all = [...new Map([...seen, ...strangers].map((one) => [`${one.kind} ${one.ma_lk}`, one])).values()];
  return all.length === 0 && complete.length === 0 ? null : all.map((one) => ({ maLk: one.ma_lk, kind: one.kind, outcome: one.outcome }));
}

const saidRow = z.object({ count: z.number(), visits: z.array(z.string()).nullable(), said_at: z.date(), said_by: z.string() });

/** What the facility's program said of the day. For the facility itself alone. */
export async function saidOf(tx: Tx, key: DayKey): Promise<Said | null> {
  const [row] = await tx.query('select count, visits, said_at, said_by from exchange_source where facility = $1 and destination = $2 and day = $3', [key.facility, key.destination, key.day], saidRow);
  return row === undefined ? null : { count: row.count, visits: row.visits, at: row.said_at, by: row.said_by };
}

const maLkRow = z.object({ ma_lk: z.string() });

/** The first column, for the facility itself alone: what its program said, check-ins that should have become dossiers by now, gaps in its numbers. */
export async function sourceOf(tx: Tx, catalogues: Catalogues, key: DayKey, ours: readonly DayMessage[], said: Said | null, now: number): Promise<SourceColumn> {
  const day = key.day.replaceAll('-', '');
  const patience = Number(catalogues.parameter('check-in-dossier-days', day) ?? Number.NaN);
  const checkedIn = Number.isInteger(patience) && addDays(day, patience) < dayInVietnam(now) ? ours.filter((one) => one.kind === 'check-in' && !one.isReplaced).map((one) => one.maLk) : [];
  const open = checkedIn.length === 0 ? [] : await tx.query(
    `select distinct t.ma_lk from unnest($3::text[]) as t(ma_lk) where not exists (select 1 from exchange_message m where m.destination = $2 and m.facility = $1 and m.ma_lk = t.ma_lk and m.kind <> all($4)) order by t.ma_lk`,
    [key.facility, key.destination, checkedIn, UNLISTED], maLkRow);
  const visits = [...new Set(ours.filter((one) => isOfVisit(one.kind)).map((one) => one.maLk))];
  const candidates = gapCandidates(visits);
  const known = candidates.length === 0 ? new Set<string>() : new Set((await tx.query(
    'select distinct ma_lk from exchange_message where destination = $2 and facility = $1 and ma_lk = any($3)', [key.facility, key.destination, candidates], maLkRow)).map((one) => one.ma_lk));
  const gaps = gapsOf(visits, (maLk) => known.has(maLk));
  return { count: said?.count ?? null, visits: said?.visits ?? null, open: open.map((one) => one.ma_lk), gaps: gaps.missing, gapsSure: gaps.sure };
}
