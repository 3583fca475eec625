import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Policy } from '#platform/access';
import { AUDIT_COLUMNS, auditRow } from '#platform/audit';
import type { Tx } from '#platform/db';
import { FAULTS, Fault } from '#platform/fault';
import { route } from '#platform/http';
import { displayNames } from '#platform/identity';
import type { Context } from '#platform/room';
import { accountCode } from './account-code.ts';
import { auditKnowledge } from './knowledge.ts';
import { proofOf } from './proof.ts';

const page = z.object({ limit: z.coerce.number().int().min(1).max(100).default(30), offset: z.coerce.number().int().min(0).max(100_000).default(0) });
const seenRow = auditRow.extend({ seq: z.number().nullable(), sealed: z.boolean() });

/** GET /api/my-record/accesses and /:seq/proof: a citizen sees who opened his record. Refused attempts saw nothing and are not shown; nor is what he did himself. */
export function citizenRoutes(app: FastifyInstance, context: Context): void {
  const { db } = context;
  const ACTION = 'my-record.accesses';

  route(app, {
    method: 'GET', url: '/api/my-record/accesses', action: ACTION, query: page,
    handler: ({ policy, input: { query } }) => db.withAccess(policy, { action: ACTION, target: 'my-record', person: personOf(policy), reads: true }, async (tx) => {
      const { persons, patients } = await keysOf(tx, context, policy);
      // Two ranges of two indexes, each already in order.
      const part = (column: string, list: string) => `(select ${AUDIT_COLUMNS}, e.id as number from audit_event e where ${column} = any(${list}) and ${SHOWN} order by e.at desc limit $4::int + $5::int)`;
      const rows = await tx.query(
        `select e.id, e.at, e.actor, e.role, e.facility, e.action, e.target, e.outcome, e.purpose, e.basis, e.request_id, e.strength, e.program, e.address, e.person, e.patient, e.found,
           l.seq::float8 as seq, coalesce(l.seq < (select max(c.size) from audit_checkpoint c), false) as sealed
         from (${part('e.person', '$1::uuid[]')} union ${part('e.patient', '$2::text[]')}) e left join audit_leaf l on l.event_id = e.number
         order by e.at desc, e.number desc limit $4::int offset $5::int`,
        [persons, patients, policy.actor.id, query.limit + 1, query.offset], seenRow);
      const nameOf = await displayNames(tx, rows.filter(isBreakGlass).map((row) => row.actor));
      return {
        items: rows.slice(0, query.limit).map((row) => ({
          seq: row.seq, sealed: row.sealed, at: row.at.toISOString(), action: row.action, role: row.role,
          unit: row.facility === null ? null : { code: row.facility, name: context.facilityName(row.facility) },
          account: accountCode(row.actor), name: isBreakGlass(row) ? nameOf(row.actor) : null,
          purpose: row.purpose, basis: row.basis, program: row.program,
        })),
        more: rows.length > query.limit,
      };
    }),
  });

  route(app, {
    method: 'GET', url: '/api/my-record/accesses/:seq/proof', action: ACTION, params: z.object({ seq: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER) }),
    handler: ({ policy, input: { params }, reply }) => db.withAccess(policy, { action: ACTION, target: `my-record/proof/${params.seq}`, person: personOf(policy), reads: true }, async (tx) => {
      const { persons, patients } = await keysOf(tx, context, policy);
      // Somebody else's entry and none at all are the same answer.
      const [mine] = await tx.query(
        `select 1 as one from audit_leaf l join audit_event e on e.id = l.event_id and e.at = l.at where l.seq = $4 and (e.person = any($1::uuid[]) or e.patient = any($2::text[])) and ${SHOWN}`,
        [persons, patients, policy.actor.id, params.seq], z.object({ one: z.number() }));
      if (mine === undefined) throw new Fault(FAULTS.notFound);
      const proof = await proofOf(tx, params.seq);
      void reply.header('content-disposition', `attachment; filename="nhat-ky-${params.seq}.json"`);
      return proof;
    }),
  });
}

/** `$3` is the citizen himself. Jobs of the product look at nobody. */
const SHOWN = `e.outcome = 'done' and e.actor <> $3 and e.role not in ('system', 'sandbox-system')`;

const isBreakGlass = (row: { readonly purpose: string }): boolean => row.purpose === 'break-glass';

function personOf(policy: Policy): string {
  if (policy.person === undefined) throw new Fault(FAULTS.refused, { action: 'my-record.accesses' });
  return policy.person;
}

async function keysOf(tx: Tx, context: Context, policy: Policy): Promise<{ persons: readonly string[]; patients: readonly string[] }> {
  const person = personOf(policy);
  return await auditKnowledge(context).keysOf?.(tx, person) ?? { persons: [person], patients: [] };
}
