import { z } from 'zod';
import { scopeOf } from '#platform/access';
import type { Policy, Scope } from '#platform/access';
import type { Tx } from '#platform/db';
import { displayNames } from '#platform/identity';
import { itemsSeen } from './items.ts';

export interface Page {
  readonly limit: number;
  readonly offset: number;
}

const row = z.object({
  id: z.string(), file_name: z.string(), sha256: z.string(), bytes: z.coerce.number(), received_at: z.date(), received_by: z.string(),
  status: z.enum(['waiting', 'running', 'done', 'failed']), kind: z.enum(['claim', 'checkin', 'assessment']).nullable(), facility: z.string().nullable(), announced: z.number().nullable(),
  done: z.number(), broken: z.number(), refused: z.number(), read_bytes: z.coerce.number(), complete: z.boolean(), errors: z.number(), warnings: z.number(), infos: z.number(),
  problems: z.array(z.object({ position: z.number().nullable(), code: z.string(), message: z.string() })),
});

/** What is read of an intake. Of one at most a hundred problems are shown. @param from number of the first parameter */
function columnsFor(policy: Policy, from: number): Scope & { readonly where: string } {
  const shared = `i.id, i.file_name, i.sha256, i.received_at, i.received_by, i.status, i.kind, i.facility, i.complete,
    coalesce((select json_agg(json_build_object('position', p.position, 'code', p.code, 'message', p.message) order by p.position nulls first, p.ordinal)
      from (select * from intake_problem q where q.intake = i.id order by q.position nulls first, q.ordinal limit 100) p), '[]') as problems`;
  if (OWN.has(policy.role)) return { sql: `select ${shared}, i.bytes, i.read_bytes, i.announced, i.done, i.broken, i.refused, i.errors, i.warnings, i.infos from intake i`, params: [], where: 'true' };
  // Whoever sees more than one facility sees other facilities' files without their protected dossiers: counted are those that are shown.
  const seen = itemsSeen(policy, from);
  return {
    sql: `select ${shared}, 0 as bytes, 0 as read_bytes, null::int as announced, c.* from intake i cross join lateral (
      select count(*) filter (where t.outcome <> 'broken')::int as done, count(*) filter (where t.outcome = 'broken')::int as broken, count(*) filter (where t.outcome = 'refused')::int as refused,
        coalesce(sum(t.errors), 0)::int as errors, coalesce(sum(t.warnings), 0)::int as warnings, coalesce(sum(t.infos), 0)::int as infos from intake_item t where t.intake = i.id and ${seen.sql}) c`,
    params: seen.params,
    // A file with nothing but protected dossiers in it is not there.
    where: `(exists (select 1 from intake_item t where t.intake = i.id and ${seen.sql}) or not exists (select 1 from intake_item t where t.intake = i.id))`,
  };
}

const OWN: ReadonlySet<string> = new Set(['facility', 'doctor', 'nurse', 'system']);

/** Newest first; a facility sees its own. */
export async function listIntakes(tx: Tx, page: Page, facilityName: (code: string) => string) {
  const scope = scopeOf(tx.policy, { column: 'i.facility', from: 3 });
  const select = columnsFor(tx.policy, 3 + scope.params.length);
  const rows = await tx.query(`${select.sql} where ${scope.sql} and ${select.where} order by i.seq desc limit $1 offset $2`, [page.limit + 1, page.offset, ...scope.params, ...select.params], row);
  const who = await displayNames(tx, rows.map((one) => one.received_by));
  return { items: rows.slice(0, page.limit).map((one) => viewOf(one, facilityName, who)), more: rows.length > page.limit };
}

export async function findIntake(tx: Tx, id: string, facilityName: (code: string) => string) {
  const scope = scopeOf(tx.policy, { column: 'i.facility', from: 2 });
  const select = columnsFor(tx.policy, 2 + scope.params.length);
  const [found] = await tx.query(`${select.sql} where i.id = $1 and ${scope.sql} and ${select.where}`, [id, ...scope.params, ...select.params], row);
  return found === undefined ? undefined : viewOf(found, facilityName, await displayNames(tx, [found.received_by]));
}

function viewOf(one: z.output<typeof row>, facilityName: (code: string) => string, who: (id: string) => string) {
  return {
    id: one.id, fileName: one.file_name, sha256: one.sha256, bytes: one.bytes, receivedAt: one.received_at.toISOString(), receivedBy: who(one.received_by), status: one.status,
    kind: one.kind, facility: one.facility === null ? null : { code: one.facility, name: facilityName(one.facility) }, announced: one.announced, done: one.done, broken: one.broken, refused: one.refused,
    progress: one.status === 'done' || one.status === 'failed' || one.bytes === 0 ? 1 : Math.min(1, one.read_bytes / one.bytes), complete: one.complete,
    findings: { error: one.errors, warning: one.warnings, info: one.infos }, problems: one.problems,
  };
}
