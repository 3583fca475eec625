import { z } from 'zod';
import { scopeOf, type Policy } from '#platform/access';
import type { Tx } from '#platform/db';
import { UNLISTED } from '#platform/exchange/rules';
import { REPLACED, RUNNING } from '../running.ts';

/** Something is left to do with a message, as far as its state alone tells. */
const PENDING = `(m.state in ('rejected', 'refused', 'unknown', 'held', 'owed', 'sending') or (m.kind <> all($5) and (m.state = 'watched' or (m.state = 'received' and not (m.destination = any($4)) and (m.absent_at is not null or m.received_at is null or m.received_at < now() - make_interval(hours => $1))))))
  and not ${REPLACED}`;
const LATE = `m.due < now() and ${RUNNING}`;
/** Hours that a receiver takes until its list answers, and receivers that have none. */
interface Waits { readonly answerHours: number; readonly listless: readonly string[] }

/** Days that are looked back, and rows that are shown. */
const BACK = 120;
const MOST = 500;

const dayRow = z.object({ destination: z.string(), day: z.string(), visits: z.number(), pending: z.number(), late: z.number(), closed: z.boolean() });

/** The days of a facility, newest first, as far as the caller may see their messages. */
export async function daysOf(tx: Tx, policy: Policy, facility: string, { answerHours, listless }: Waits) {
  const scope = scopeOf(policy, { column: 'm.facility', labels: 'm.labels', from: 6 });
  const rows = await tx.query(
    `select d.destination, d.day::text as day, d.visits, d.pending, d.late, exists (select 1 from exchange_closing c where c.facility = $2 and c.destination = d.destination and c.day = d.day and c.reopened_at is null) as closed
     from (select m.destination, m.day, count(distinct m.ma_lk) filter (where m.kind <> all($5))::int as visits, count(distinct m.ma_lk) filter (where ${PENDING})::int as pending, count(distinct m.ma_lk) filter (where ${LATE})::int as late
           from exchange_message m where m.facility = $2 and m.day > current_date - $3::int and ${scope.sql} group by m.destination, m.day) d
     order by d.day desc, d.destination limit ${MOST}`, [answerHours, facility, BACK, listless, UNLISTED, ...scope.params], dayRow);
  return rows;
}

const placeRow = z.object({ facility: z.string(), destination: z.string(), since: z.string(), open: z.number(), pending: z.number(), late: z.number(), changed: z.date().nullable() });

/** Which facility, which receiver, since which day open; the oldest first, then who has most to do. No dossier content. @param today yyyy-MM-dd: a day that is not over is not open yet */
export async function surveyOf(tx: Tx, policy: Policy, { answerHours, listless }: Waits, today: string) {
  const scope = scopeOf(policy, { column: 'm.facility', labels: 'm.labels', from: 6 });
  return tx.query(
    `select d.facility, d.destination, min(d.day)::text as since, count(*)::int as open, sum(d.pending)::int as pending, sum(d.late)::int as late,
       (select max(c.closed_at) from exchange_closing c where c.facility = d.facility and c.destination = d.destination and c.reopened_at is null) as changed
     from (select m.facility, m.destination, m.day, count(distinct m.ma_lk) filter (where ${PENDING}) as pending, count(distinct m.ma_lk) filter (where ${LATE}) as late
           from exchange_message m where m.day < $2::date and m.day > $2::date - $3::int and ${scope.sql} group by m.facility, m.destination, m.day) d
     where not exists (select 1 from exchange_closing c where c.facility = d.facility and c.destination = d.destination and c.day = d.day and c.reopened_at is null)
     group by d.facility, d.destination order by min(d.day), sum(d.late) desc, sum(d.pending) desc, d.facility limit ${MOST}`, [answerHours, today, BACK, listless, UNLISTED, ...scope.params], placeRow);
}
