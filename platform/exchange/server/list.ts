import { z } from 'zod';
import { scopeOf } from '#platform/access';
import type { Policy } from '#platform/access';
import type { Tx } from '#platform/db';
import { MESSAGE_STATES, URGENCIES } from '#platform/exchange/rules';
import { adjudicationOf } from './day/form-kept.ts';
import { MESSAGE_COLUMNS, messageKind, messageRow, type MessageRow } from './message.ts';
import { RUNNING } from './running.ts';

/** Which messages are meant, whatever became of them. */
export const someQuery = z.object({ kind: messageKind.optional(), destination: z.string().max(40).optional(), facility: z.string().max(20).optional(), day: z.iso.date().optional() });
export const listQuery = someQuery.extend({
  state: z.enum(MESSAGE_STATES).optional(), urgency: z.enum(URGENCIES).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50), offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
});

const URGENT: Readonly<Record<(typeof URGENCIES)[number], string>> = {
  late: `${RUNNING} and m.due < now()`, soon: `${RUNNING} and m.due >= now() and m.due < now() + interval '1 day'`,
};

/** One row more than asked for, newest first; what presses comes with the nearest deadline first. */
export function listMessages(tx: Tx, policy: Policy, query: z.output<typeof listQuery>): Promise<MessageRow[]> {
  const scope = scopeOf(policy, { column: 'm.facility', labels: 'm.labels', from: 8 });
  return tx.query(
    `select ${MESSAGE_COLUMNS} from exchange_message m
     where ($1::text is null or m.state = $1) and ($2::text is null or m.kind = $2) and ($3::text is null or m.facility = $3) and ($4::text is null or m.destination = $4) and ($5::date is null or m.day = $5)
       and ${query.urgency === undefined ? 'true' : URGENT[query.urgency]} and ${scope.sql}
     order by ${query.urgency === undefined ? '' : 'm.due, '}m.seq desc limit $6 offset $7`,
    [query.state ?? null, query.kind ?? null, query.facility ?? null, query.destination ?? null, query.day ?? null, query.limit + 1, query.offset, ...scope.params], messageRow);
}

const summaryRow = z.object({ state: z.enum(MESSAGE_STATES), count: z.number(), late: z.number(), soon: z.number() });

/** How many stand in each state, and how many press. */
export async function summarise(tx: Tx, policy: Policy, { kind, destination, facility, day }: z.output<typeof someQuery>): Promise<{ items: { state: string; count: number }[]; late: number; soon: number }> {
  const scope = scopeOf(policy, { column: 'm.facility', labels: 'm.labels', from: 5 });
  const rows = await tx.query(
    `select m.state, count(*)::int as count, count(*) filter (where ${URGENT.late})::int as late, count(*) filter (where ${URGENT.soon})::int as soon from exchange_message m
     where ($1::text is null or m.kind = $1) and ($2::text is null or m.destination = $2) and ($3::text is null or m.facility = $3) and ($4::date is null or m.day = $4) and ${scope.sql} group by m.state`,
    [kind ?? null, destination ?? null, facility ?? null, day ?? null, ...scope.params], summaryRow);
  const sum = (of: 'late' | 'soon'): number => rows.reduce((total, row) => total + row[of], 0);
  return { items: MESSAGE_STATES.map((state) => ({ state, count: rows.find((row) => row.state === state)?.count ?? 0 })), late: sum('late'), soon: sum('soon') };
}

const rejectionRow = z.object({ code: z.string(), table_name: z.string().nullable(), row_number: z.number().nullable(), field: z.string().nullable(), text: z.string() });
const chainRow = z.object({ id: z.string(), revision: z.number(), made_here: z.boolean(), state: z.enum(MESSAGE_STATES), receipt: z.string().nullable(), created_at: z.date() });
const attemptRow = z.object({ at: z.date(), outcome: z.string(), answer: z.string().nullable() });

/** One message's life: every try, what the receiver found wrong, what it paid and refused, and the other revisions of the same visit. @param row of a message that the caller may see */
export async function lifeOf(tx: Tx, policy: Policy, row: MessageRow) {
  const scope = scopeOf(policy, { column: 'm.facility', labels: 'm.labels', from: 5 });
  const attempts = await tx.query('select at, outcome, answer from exchange_attempt where message = $1 order by number', [row.id], attemptRow);
  const rejections = await tx.query('select code, table_name, row_number, field, text from exchange_rejection where message = $1 order by ordinal', [row.id], rejectionRow);
  const chain = await tx.query(
    `select m.id, m.revision, m.made_here, m.state, m.receipt, m.created_at from exchange_message m where m.destination = $1 and m.facility = $2 and m.ma_lk = $3 and m.kind = $4 and ${scope.sql} order by m.revision limit 100`,
    [row.destination, row.facility, row.ma_lk, row.kind, ...scope.params], chainRow);
  return {
    attempts: attempts.map((one) => ({ at: one.at.toISOString(), outcome: one.outcome, answer: one.answer })),
    rejections: rejections.map((one) => ({ code: one.code, table: one.table_name, row: one.row_number, field: one.field, text: one.text })),
    adjudication: await adjudicationOf(tx, row),
    chain: chain.map((one) => ({ id: one.id, revision: one.revision, madeHere: one.made_here, state: one.state, receipt: one.receipt, madeAt: one.created_at.toISOString() })),
  };
}
