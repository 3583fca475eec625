import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { FAULTS, Fault } from '#platform/fault';
import { route } from '#platform/http';
import { displayNames } from '#platform/identity';
import type { Context } from '#platform/room';
import { accountCode } from '../account-code.ts';
import { AUDIT_FAULTS } from '../faults.ts';

const STATES = ['new', 'seen', 'closed'] as const;
const query = z.object({ state: z.enum(STATES).optional(), limit: z.coerce.number().int().min(1).max(200).default(50), offset: z.coerce.number().int().min(0).max(1_000_000).default(0) });
const alertRow = z.object({
  id: z.string(), rule: z.string(), at: z.date(), actor: z.string(), role: z.string(), facility: z.string().nullable(), person: z.string().nullable(), detail: z.record(z.string(), z.union([z.number(), z.string()])),
  state: z.enum(STATES), reason: z.string().nullable(), decided_by: z.string().nullable(), decided_at: z.date().nullable(), basis: z.string().nullable(),
});

/** GET /api/audit/alerts, POST /api/audit/alerts/:id: the list of unusual reading and what became of each. */
export function alertRoutes(app: FastifyInstance, context: Context): void {
  const { db } = context;
  route(app, {
    method: 'GET', url: '/api/audit/alerts', action: 'audit-alert.read', query,
    handler: ({ policy, input }) => db.withAccess(policy, { action: 'audit-alert.read', target: 'audit/alerts' }, async (tx) => {
      const { state, limit, offset } = input.query;
      const rows = await tx.query(
        `select a.id::text, a.rule, a.at, a.actor, a.role, a.facility, a.person::text, a.detail, a.state, a.reason, a.decided_by, a.decided_at,
           (select r.basis from audit_alert_rule r where r.code = a.rule and r.valid_from <= a.at and (r.valid_to is null or r.valid_to >= a.at::date) limit 1) as basis
         from audit_alert a where ($1::text is null or a.state = $1) order by a.at desc, a.id desc limit $2 offset $3`, [state ?? null, limit + 1, offset], alertRow);
      const nameOf = await displayNames(tx, rows.flatMap((row) => [row.actor, row.decided_by ?? row.actor]));
      const counts = await tx.query('select state, count(*)::int as count from audit_alert group by state', [], z.object({ state: z.enum(STATES), count: z.number() }));
      return {
        items: rows.slice(0, limit).map((row) => ({
          id: row.id, rule: row.rule, at: row.at.toISOString(), actor: row.actor, account: accountCode(row.actor), name: nameOf(row.actor), role: row.role,
          unit: row.facility === null ? null : { code: row.facility, name: context.facilityName(row.facility) }, person: row.person, detail: row.detail, basis: row.basis, state: row.state, reason: row.reason,
          decidedBy: row.decided_by === null ? null : nameOf(row.decided_by), decidedAt: row.decided_at?.toISOString() ?? null,
        })),
        more: rows.length > limit, counts: Object.fromEntries(STATES.map((one) => [one, counts.find((row) => row.state === one)?.count ?? 0])),
      };
    }),
  });
  route(app, {
    method: 'POST', url: '/api/audit/alerts/:id', action: 'audit-alert.decide', params: z.object({ id: z.string().regex(/^\d{1,18}$/) }),
    body: z.object({ state: z.enum(['seen', 'closed']), reason: z.string().trim().min(5).max(500) }),
    handler: ({ policy, input: { params, body } }) => db.withAccess(policy, { action: 'audit-alert.decide', target: `audit-alert/${params.id}` }, async (tx) => {
      const [found] = await tx.query('select actor, state from audit_alert where id = $1 for update', [params.id], z.object({ actor: z.string(), state: z.enum(STATES) }));
      if (found === undefined) throw new Fault(FAULTS.notFound);
      if (found.actor === policy.actor.id) throw new Fault(AUDIT_FAULTS.ownAlert);
      // Another's word, with its reason, is not written over.
      if (found.state === 'closed') throw new Fault(AUDIT_FAULTS.alertClosed);
      await tx.run('update audit_alert set state = $2, reason = $3, decided_by = $4, decided_at = now() where id = $1', [params.id, body.state, body.reason, policy.actor.id]);
    }),
  });
}
