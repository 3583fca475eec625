import { z } from 'zod';
import { protectedScopeOf } from '#platform/access';
import type { Policy, Scope } from '#platform/access';
import type { Tx } from '#platform/db';
import type { Page } from './list.ts';

const row = z.object({
  position: z.number(), outcome: z.enum(['new', 'same', 'revised', 'refused', 'broken']), reason: z.string().nullable(), dossier: z.string().nullable(), ma_lk: z.string().nullable(),
  patient: z.string().nullable(), arrival: z.string().nullable(), discharge: z.string().nullable(), visit_type: z.string().nullable(), total: z.string().nullable(), fund: z.string().nullable(),
  errors: z.number(), warnings: z.number(), infos: z.number(), of: z.string().nullable(), person: z.string().nullable(),
});

/** Whose a dossier of a file is. A broken one is its sender's; in a file of claims the envelope says the facility once for all. */
const OF = "coalesce(i.sender, nullif(t.facility, ''), case when i.kind = 'claim' then i.facility end)";

/** Which items (`t`, of the intake `i`) are there for a policy: of another facility's protected dossiers it learns nothing, not even how many. @param from number of the first parameter */
export function itemsSeen(policy: Policy, from: number): Scope {
  const labels = 'array(select unnest(t.labels) union select unnest(v.labels) from dossier d join dossier v on v.facility = d.facility and v.ma_lk = d.ma_lk where d.id = t.dossier)';
  return protectedScopeOf(policy, { column: OF, labels, from });
}

/**
 * What became of each dossier of an intake, in file order. The intake must be one that the policy may see. A line is withheld where the dossier is of
 * another facility, or not readable enough to know; of what is protected there is no line.
 */
export async function listItems(tx: Tx, intake: string, page: Page) {
  const seen = itemsSeen(tx.policy, 4);
  // A number left out would tell of what stands there: whoever sees several facilities counts what he sees.
  const place = tx.policy.facility === null ? '(row_number() over (order by t.position))::int' : 't.position';
  const rows = await tx.query(
    `select ${place} as position, t.outcome, t.reason, t.dossier, t.ma_lk, t.patient, t.arrival, t.discharge, t.visit_type, t.total, t.fund, t.errors, t.warnings, t.infos,
       ${OF} as of, d.person::text
     from intake_item t join intake i on i.id = t.intake left join dossier d on d.id = t.dossier where t.intake = $1 and ${seen.sql} order by t.position limit $2 offset $3`, [intake, page.limit + 1, page.offset, ...seen.params], row);
  const lines = rows.slice(0, page.limit).map((one) => ({ person: one.person, line: lineOf(one, tx.policy) }));
  // A line names somebody: he learns of it as of every other look at him.
  for (const person of new Set(lines.flatMap(({ person: whose, line }) => (line.withheld || whose === null ? [] : [whose])))) await tx.audit({ action: 'person.find', target: `person/${person}` });
  return { items: lines.map(({ line }) => line), more: rows.length > page.limit };
}

function lineOf(one: z.output<typeof row>, policy: Policy) {
  const own = policy.facility !== null && one.of === policy.facility;
  const withheld = !own && (policy.role === 'facility' || one.outcome === 'broken');
  const base = { position: one.position, outcome: one.outcome, findings: { error: one.errors, warning: one.warnings, info: one.infos }, withheld };
  if (withheld) return { id: null, maLk: null, patient: null, arrival: null, discharge: null, visitType: null, reason: null, total: null, fund: null, ...base };
  return {
    id: one.dossier, maLk: one.ma_lk, patient: one.patient, arrival: one.arrival, discharge: one.discharge, visitType: one.visit_type, reason: one.reason,
    total: one.total, fund: one.fund, ...base,
  };
}

interface WithProblems {
  readonly problems: readonly { readonly position: number | null; readonly code: string; readonly message: string }[];
}

/** A problem inside a dossier quotes from it: its text and its place are for facilities, others learn what kind. */
export function withoutQuotes<T extends WithProblems>(policy: Policy, intake: T): T {
  if (policy.role === 'facility') return intake;
  return { ...intake, problems: intake.problems.map((one) => (one.position === null ? one : { ...one, position: null, message: 'Nội dung lỗi chỉ hiện cho cơ sở đã nộp.' })) };
}
