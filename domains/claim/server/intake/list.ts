import { z } from 'zod';
import { scopeOf } from '#platform/access';
import type { Tx } from '#platform/db';
import { displayNames } from '#platform/identity';

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

/** Of one intake at most this many problems are shown. */
const SELECT = `select i.id, i.file_name, i.sha256, i.bytes, i.received_at, i.received_by, i.status, i.kind, i.facility, i.announced, i.done, i.broken, i.refused, i.read_bytes, i.complete,
    i.errors, i.warnings, i.infos,
    coalesce((select json_agg(json_build_object('position', p.position, 'code', p.code, 'message', p.message) order by p.position nulls first, p.ordinal)
      from (select * from intake_problem q where q.intake = i.id order by q.position nulls first, q.ordinal limit 100) p), '[]') as problems
  from intake i`;

/** Newest first; a facility sees its own. */
export async function listIntakes(tx: Tx, page: Page, facilityName: (code: string) => string) {
  const scope = scopeOf(tx.policy, { column: 'i.facility', from: 3 });
  const rows = await tx.query(`${SELECT} where ${scope.sql} order by i.seq desc limit $1 offset $2`, [page.limit + 1, page.offset, ...scope.params], row);
  const who = await displayNames(tx, rows.map((one) => one.received_by));
  return { items: rows.slice(0, page.limit).map((one) => viewOf(one, facilityName, who)), more: rows.length > page.limit };
}

export async function findIntake(tx: Tx, id: string, facilityName: (code: string) => string) {
  const scope = scopeOf(tx.policy, { column: 'i.facility', from: 2 });
  const [found] = await tx.query(`${SELECT} where i.id = $1 and ${scope.sql}`, [id, ...scope.params], row);
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
