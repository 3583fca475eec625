import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { AUDIT_COLUMNS, auditRow } from '#platform/audit';
import { FAULTS, Fault } from '#platform/fault';
import { route } from '#platform/http';
import { displayNames } from '#platform/identity';
import type { Context } from '#platform/room';
import { accountCode } from './account-code.ts';
import { proofOf } from './proof.ts';
import { logState } from './state.ts';

const day = z.string().regex(/^\d{8}$/);
const filter = z.object({
  from: day.optional(), to: day.optional(), actor: z.string().max(100).optional(), facility: z.string().max(20).optional(), person: z.uuid().optional(), patient: z.string().max(64).optional(),
  action: z.string().max(100).optional(), outcome: z.enum(['done', 'refused', 'failed']).optional(), purpose: z.string().max(100).optional(),
  /** Goes on below this event. */
  before: z.string().regex(/^\d{1,18}$/).optional(), limit: z.number().int().min(1).max(200).default(50),
});
const listedRow = auditRow.extend({ seq: z.number().nullable() });
type Listed = z.output<typeof listedRow>;
const SELECT = `select ${AUDIT_COLUMNS}, l.seq::float8 as seq from audit_event e left join audit_leaf l on l.event_id = e.id`;

/** POST /api/audit/search, GET /api/audit/events/:id, /api/audit/state: for who answers for the trail. Looking leaves a row as well. */
export function inspectorRoutes(app: FastifyInstance, context: Context): void {
  const { db } = context;
  const view = (row: Listed, nameOf: (id: string) => string) => ({
    id: row.id, seq: row.seq, at: row.at.toISOString(), actor: row.actor, account: accountCode(row.actor), name: nameOf(row.actor), role: row.role,
    unit: row.facility === null ? null : { code: row.facility, name: context.facilityName(row.facility) }, action: row.action, target: row.target, outcome: row.outcome, purpose: row.purpose,
    basis: row.basis, requestId: row.request_id, strength: row.strength, program: row.program, address: row.address, person: row.person, patient: row.patient, found: row.found,
  });

  route(app, {
    // By POST: who is looked for must not stand in an address.
    method: 'POST', url: '/api/audit/search', action: 'audit.read', body: filter,
    handler: ({ policy, input: { body } }) => db.withAccess(policy, { action: 'audit.read', target: 'audit/events', ...(body.person === undefined ? {} : { person: body.person }) }, async (tx) => {
      const rows = await tx.query(
        `${SELECT} where ($1::text is null or e.at >= to_timestamp($1 || '+07', 'YYYYMMDDTZH')) and ($2::text is null or e.at < to_timestamp($2 || '+07', 'YYYYMMDDTZH') + interval '1 day')
           and ($3::text is null or e.actor = $3) and ($4::text is null or e.facility = $4) and ($5::uuid is null or e.person = $5) and ($6::text is null or e.patient = $6)
           and ($7::text is null or e.action = $7 or starts_with(e.action, $7 || '.')) and ($8::text is null or e.outcome = $8) and ($9::text is null or e.purpose = $9) and ($10::bigint is null or e.id < $10)
         order by e.id desc limit $11`,
        [body.from ?? null, body.to ?? null, body.actor ?? null, body.facility ?? null, body.person ?? null, body.patient ?? null, body.action ?? null, body.outcome ?? null, body.purpose ?? null,
          body.before ?? null, body.limit + 1], listedRow);
      tx.learned({ found: Math.min(rows.length, body.limit) });
      const nameOf = await displayNames(tx, rows.map((row) => row.actor));
      return { items: rows.slice(0, body.limit).map((row) => view(row, nameOf)), more: rows.length > body.limit };
    }),
  });

  route(app, {
    method: 'GET', url: '/api/audit/events/:id', action: 'audit.read', params: z.object({ id: z.string().regex(/^\d{1,18}$/) }),
    handler: ({ policy, input: { params } }) => db.withAccess(policy, { action: 'audit.read', target: `audit/event/${params.id}` }, async (tx) => {
      const [row] = await tx.query(`${SELECT} where e.id = $1`, [params.id], listedRow);
      if (row === undefined) throw new Fault(FAULTS.notFound);
      if (row.person !== null) tx.learned({ person: row.person });
      const proof = row.seq === null ? null : await proofOf(tx, row.seq).catch((error: unknown) => {
        if (error instanceof Fault) return null;
        throw error;
      });
      return { ...view(row, await displayNames(tx, [row.actor])), proof };
    }),
  });

  route(app, {
    method: 'GET', url: '/api/audit/state', action: 'audit.read',
    handler: ({ policy }) => db.withAccess(policy, { action: 'audit.read', target: 'audit/state' }, logState),
  });
}
