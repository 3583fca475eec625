import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { policySet, ROLES, SHIPPED } from '#platform/access';
import { FAULTS, Fault } from '#platform/fault';
import { route } from '#platform/http';
import type { Context } from '#platform/room';
import { countAttempt, forgive } from '#platform/identity';
import { couldRead, mine, whoSees } from './explain.ts';
import { endOpening, openings, openRecord, reviewOpening, secondOpening } from './openings.ts';
import { openedSomething } from './standing.ts';
import { policyHistory, putInForce, readPolicies, refreshPolicies, tryPolicies } from './policy-sets.ts';

const one = z.object({ id: z.uuid() });
const page = z.object({ limit: z.coerce.number().int().min(1).max(200).default(50), offset: z.coerce.number().int().min(0).max(1_000_000).default(0), unreviewed: z.stringbool().default(false), own: z.stringbool().default(false) });
const text = z.string().min(1).max(200_000);
const reason = z.string().trim().min(10, 'hãy viết rõ hơn (ít nhất 10 ký tự)').max(500);

export function accessRoutes(app: FastifyInstance, context: Context): void {
  const { db, facilityName } = context;
  openingRoutes(app, context);
  route(app, {
    method: 'GET', url: '/api/access/mine', action: 'access.mine',
    handler: ({ policy }) => db.withAccess(policy, { action: 'access.mine', target: 'access/mine' }, mine),
  });
  route(app, {
    method: 'GET', url: '/api/access/people/:id', action: 'access.explain', params: one,
    handler: ({ policy, input }) => db.withAccess(policy, { action: 'access.explain', target: `person/${input.params.id}` }, (tx) => whoSees(tx, input.params.id, facilityName)),
  });
  route(app, {
    method: 'POST', url: '/api/access/explain', action: 'access.explain',
    body: z.object({ type: z.string().max(64), id: z.string().max(64), role: z.enum(ROLES), facility: z.string().max(20).nullable(), purpose: z.string().max(40).default('work'), rights: z.array(z.string().max(40)).max(20).default([]) }),
    handler: ({ policy, input: { body } }) => db.withAccess(policy, { action: 'access.explain', target: 'record/explain' }, (tx) => couldRead(tx, body.type, body.id, body)),
  });
  route(app, {
    method: 'GET', url: '/api/my-record/who', action: 'my-record.who',
    handler: ({ policy }) => db.withAccess(policy, { action: 'my-record.who', target: `person/${policy.person ?? 'nobody'}` }, async (tx) =>
      (policy.person === undefined ? { relations: [], openings: [], byLaw: [] } : whoSees(tx, policy.person, facilityName))),
  });
  policyRoutes(app, context);
}

function openingRoutes(app: FastifyInstance, { db, facilityName }: Context): void {
  route(app, {
    method: 'GET', url: '/api/access/openings', action: 'emergency.list', query: page,
    handler: ({ policy, input }) => db.withAccess(policy, { action: 'emergency.list', target: 'emergency/list' }, (tx) => openings(tx, input.query, facilityName)),
  });
  route(app, {
    method: 'POST', url: '/api/access/openings', action: 'emergency.open', body: z.object({ number: z.string().trim().min(9).max(15).regex(/^[A-Za-z0-9]+$/, 'chỉ gồm chữ và số'), reason, hours: z.number().int().min(1).max(24).default(4) }),
    handler: async ({ policy, input, reply }) => {
      // Numbers must not be tried out one after the other: whoever is right is forgiven, who guesses waits.
      const seconds = await countAttempt(db, 'emergency', policy.actor.id);
      if (seconds > 0) {
        await db.refuse(policy, { action: 'emergency.open', target: 'emergency/locked' });
        throw new Fault(FAULTS.locked, { seconds });
      }
      const opened = await db.withAccess({ ...policy, purpose: 'break-glass' }, { action: 'emergency.open', target: 'emergency/new', basis: 'emergency' }, async (tx) => {
        const made = await openRecord(tx, input.body);
        await forgive(tx, 'emergency', policy.actor.id, '');
        return made;
      });
      openedSomething(policy.actor.id);
      return reply.code(201).send(opened);
    },
  });
  route(app, {
    method: 'POST', url: '/api/access/openings/:id/end', action: 'emergency.open', params: one, body: z.object({}),
    handler: async ({ policy, input }) => { await db.withAccess(policy, { action: 'emergency.open', target: `emergency/${input.params.id}` }, (tx) => endOpening(tx, input.params.id)); },
  });
  route(app, {
    method: 'POST', url: '/api/access/openings/:id/second', action: 'emergency.second', params: one, body: z.object({}),
    handler: async ({ policy, input }) => { await db.withAccess(policy, { action: 'emergency.second', target: `emergency/${input.params.id}` }, (tx) => secondOpening(tx, input.params.id)); },
  });
  route(app, {
    method: 'POST', url: '/api/access/openings/:id/review', action: 'emergency.review', params: one, body: z.object({ verdict: z.enum(['justified', 'unjustified']), remark: reason }),
    handler: async ({ policy, input }) => { await db.withAccess(policy, { action: 'emergency.review', target: `emergency/${input.params.id}` }, (tx) => reviewOpening(tx, input.params.id, input.body.verdict, input.body.remark)); },
  });
}

function policyRoutes(app: FastifyInstance, { db, facilityName }: Context): void {
  route(app, {
    method: 'GET', url: '/api/access/policies', action: 'access-policy.read',
    handler: ({ policy }) => db.withAccess(policy, { action: 'access-policy.read', target: 'access-policy/now' }, async (tx) => {
      const { text: now, bases, classes } = policySet();
      return { text: now, isShipped: now === SHIPPED.text, bases, classes, history: await policyHistory(tx) };
    }),
  });
  route(app, {
    method: 'POST', url: '/api/access/policies/check', action: 'access-policy.read', body: z.object({ text }),
    handler: async ({ input }) => ({ policies: (await readPolicies(input.body.text)).policies.map(({ id, effect, basis }) => ({ id, effect, basis })) }),
  });
  route(app, {
    method: 'POST', url: '/api/access/policies/try', action: 'access-policy.read', body: z.object({ text, days: z.number().int().min(1).max(31).default(31) }),
    handler: ({ policy, input }) => db.withAccess(policy, { action: 'access-policy.read', target: 'access-policy/try' }, (tx) => tryPolicies(tx, input.body.text, input.body.days, facilityName)),
  });
  route(app, {
    method: 'POST', url: '/api/access/policies', action: 'access-policy.write', body: z.object({ text, from: z.string().regex(/^\d{8}$/), reason }),
    handler: async ({ policy, input, reply }) => {
      await db.withAccess(policy, { action: 'access-policy.write', target: `access-policy/${input.body.from}` }, (tx) => putInForce(tx, input.body.text, input.body.from, input.body.reason));
      await refreshPolicies(db);
      return reply.code(201).send({ from: input.body.from });
    },
  });
}
