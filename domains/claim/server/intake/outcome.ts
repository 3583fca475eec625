import { z } from 'zod';
import type { Tx } from '#platform/db';
import { messagesOf } from '#platform/exchange/server';
import type { Message } from '#platform/exchange/server';
import type { Context } from '#platform/room';
import type { Page } from './list.ts';

const head = z.object({ status: z.enum(['waiting', 'running', 'done', 'failed']), complete: z.boolean(), filed: z.number(), problems: z.array(z.object({ code: z.string(), message: z.string() })) });
const item = z.object({
  position: z.number(), outcome: z.enum(['new', 'same', 'revised', 'refused', 'broken']), reason: z.string().nullable(), dossier: z.string().nullable(), revision: z.number().nullable(), ma_lk: z.string().nullable(),
});
const finding = z.object({
  dossier: z.string(), revision: z.number(), rule: z.string(), severity: z.enum(['error', 'warning', 'info']), table_name: z.string().nullable(), row_number: z.number().nullable(), field: z.string().nullable(),
  message: z.string(), remedy: z.string(),
});
const problemRow = z.object({ position: z.number(), code: z.string(), message: z.string() });

/** What became of one dossier of a file. */
export interface DossierOutcome {
  readonly position: number;
  readonly outcome: z.output<typeof item>['outcome'];
  readonly reason: string | null;
  readonly maLk: string | null;
  readonly revision: number | null;
  readonly findings: readonly Omit<z.output<typeof finding>, 'dossier' | 'revision'>[];
  /** What could not be read of it. */
  readonly problems: readonly { readonly code: string; readonly message: string }[];
  /** Of this revision alone. */
  readonly messages: readonly Message[];
}

/**
 * What became of a file, told to the one who sent it: it tells all of its dossiers, whatever they reveal. The caller must be the sender.
 * @returns undefined: there is no such intake
 */
export async function outcomeOf(tx: Tx, context: Context, intake: string, page: Page) {
  const [found] = await tx.query(
    `select i.status, i.complete, i.filed, coalesce((select json_agg(json_build_object('code', p.code, 'message', p.message) order by p.ordinal)
       from intake_problem p where p.intake = i.id and p.position is null), '[]') as problems from intake i where i.id = $1`, [intake], head);
  if (found === undefined) return undefined;
  const rows = await tx.query('select position, outcome, reason, dossier, revision, ma_lk from intake_item where intake = $1 order by position limit $2 offset $3', [intake, page.limit + 1, page.offset], item);
  const shown = rows.slice(0, page.limit);
  const known = shown.filter((one) => one.dossier !== null && one.revision !== null);
  const findings = await tx.query(
    `select f.dossier, f.revision, f.rule, f.severity, f.table_name, f.row_number, f.field, f.message, f.remedy from finding f
     join unnest($1::uuid[], $2::int[]) as t(dossier, revision) on t.dossier = f.dossier and t.revision = f.revision order by f.dossier, f.ordinal`,
    [known.map((one) => one.dossier), known.map((one) => one.revision)], finding);
  const problems = await tx.query('select position, code, message from intake_problem where intake = $1 and position = any($2) order by ordinal', [intake, shown.map((one) => one.position)], problemRow);
  const messages = await messagesOf(tx, context, known.flatMap((one) => one.dossier ?? []));
  const dossiers = shown.map((one): DossierOutcome => ({
    position: one.position, outcome: one.outcome, reason: one.reason, maLk: one.ma_lk, revision: one.revision,
    findings: findings.filter((each) => each.dossier === one.dossier && each.revision === one.revision).map(({ dossier: _dossier, revision: _revision, ...rest }) => rest),
    problems: problems.filter((each) => each.position === one.position).map(({ code, message }) => ({ code, message })),
    messages: (messages.get(one.dossier ?? '') ?? []).filter((each) => each.revision === one.revision),
  }));
  return { ...found, dossiers, more: rows.length > page.limit };
}
