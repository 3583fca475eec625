import { z } from 'zod';
import type { Tx } from '#platform/db';

const MOST_FORMS = 50;
/** numeric, as text: never through floating point. */
const sum = z.string();
const formRow = z.object({ id: z.string(), destination: z.string(), kind: z.string(), file_name: z.string(), visits: z.number(), lines: z.number(), claimed: sum, refused: sum, made_at: z.date(), taken_at: z.date() });
const totalsRow = z.object({ visits: z.number(), lines: z.number(), claimed: sum, refused: sum });

/** Sums over visits: `lines` counts those that were reduced. Amounts are decimals in đồng. */
export type Totals = z.output<typeof totalsRow>;

/** Forms that were taken, newest first. @param facility whose; null: those that the caller himself brought for several */
export async function formsOf(tx: Tx, facility: string | null, caller: string) {
  const rows = await tx.query(
    `select id, destination, kind, file_name, visits, lines, claimed, refused, made_at, taken_at from exchange_form
     where ($1::text is not null and facility = $1) or ($1::text is null and taken_by = $2) order by seq desc limit $3`, [facility, caller, MOST_FORMS], formRow);
  return { items: rows.map((one) => ({ id: one.id, destination: one.destination, kind: one.kind, fileName: one.file_name, visits: one.visits, lines: one.lines, claimed: one.claimed, refused: one.refused, madeAt: one.made_at.toISOString(), takenAt: one.taken_at.toISOString() })), more: rows.length === MOST_FORMS };
}

const SUMS = `count(*)::int as visits, coalesce(sum(a.claimed), 0) as claimed, coalesce(sum(a.refused), 0) as refused,
  coalesce(sum((select count(*) from exchange_adjudicated_line l where l.adjudication = a.id and l.refused > 0)), 0)::int as lines`;

/** What stands of a facility now, over all forms. */
export async function totalsOf(tx: Tx, facility: string): Promise<Totals> {
  const [row] = await tx.query(`select ${SUMS} from exchange_adjudication a where a.facility = $1`, [facility], totalsRow);
  return row ?? { visits: 0, lines: 0, claimed: '0', refused: '0' };
}

/** What stands of messages that the caller may see; null: nothing was judged yet. */
export async function sumsOfMessages(tx: Tx, messages: readonly string[]): Promise<Totals | null> {
  const [row] = await tx.query(`select ${SUMS} from exchange_adjudication a where a.message = any($1::uuid[])`, [messages], totalsRow);
  return row === undefined || row.visits === 0 ? null : row;
}

const judgedRow = z.object({ id: z.string(), visit_id: z.string().nullable(), result_day: z.string().nullable(), made_at: z.date(), claimed: sum, refused: sum });
const lineRow = z.object({ table_name: z.string().nullable(), row_number: z.number().nullable(), line_id: z.string().nullable(), item: z.string().nullable(), claimed: sum, refused: sum, reason_code: z.string().nullable(), reason: z.string() });

/**
 * What was judged of one message: all lines, the dearest refusal first; null: nothing yet. What came in a form before we had any message of the visit is shown with its messages.
 * @param row of a message that the caller may see
 */
export async function adjudicationOf(tx: Tx, row: { readonly id: string; readonly destination: string; readonly facility: string; readonly ma_lk: string; readonly kind: string }) {
  const [judged] = await tx.query(
    `select a.id, a.visit_id, a.result_day::text as result_day, a.made_at, a.claimed, a.refused from exchange_adjudication a
     where a.destination = $2 and a.facility = $3 and a.ma_lk = $4 and a.kind = $5 and (a.message = $1 or a.message is null)`, [row.id, row.destination, row.facility, row.ma_lk, row.kind], judgedRow);
  if (judged === undefined) return null;
  const lines = await tx.query('select table_name, row_number, line_id, item, claimed, refused, reason_code, reason from exchange_adjudicated_line where adjudication = $1 order by refused desc, ordinal', [judged.id], lineRow);
  return {
    madeAt: judged.made_at.toISOString(), visitId: judged.visit_id, resultDay: judged.result_day, claimed: judged.claimed, refused: judged.refused,
    lines: lines.map((one) => ({ table: one.table_name, row: one.row_number, lineId: one.line_id, item: one.item, claimed: one.claimed, refused: one.refused, reasonCode: one.reason_code, reason: one.reason })),
  };
}
