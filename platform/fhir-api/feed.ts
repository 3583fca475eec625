import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Fault } from '#platform/fault';
import { route } from '#platform/http';
import type { Context } from '#platform/room';
import { changesAfter, search, STORE_FAULTS } from '#platform/store';
import { told } from './bundle.ts';
import { knownType, typeName } from './inputs.ts';
import { narrowing } from './scopes.ts';

const PAGE = 500;

/** The change feed, and whole types as NDJSON. */
export function feedRoutes(app: FastifyInstance, { db }: Context): void {
  route(app, {
    method: 'GET', url: '/fhir/$changes', action: 'record.changes', query: z.object({ after: z.string().max(60).default(''), _count: z.coerce.number().int().min(1).max(1000).default(200) }),
    handler: ({ policy, input }) => {
      // The feed is told without looking at what is in the resources, so a scope with a condition does not open it.
      if (narrowing(policy, 's', '*').length > 0) throw new Fault(STORE_FAULTS.badSearch, { type: '*', param: 'scope', reason: 'phạm vi của chương trình chỉ mở một phần' });
      const { after, _count: count } = input.query;
      return db.withAccess(policy, { action: 'record.changes', target: 'record/changes' }, async (tx) => {
        const { changes, next, isCurrent } = await changesAfter(tx, after, count);
        for (const patient of new Set(changes.flatMap((one) => one.patient ?? []))) await tx.audit({ action: 'record.find', target: `Patient/${patient}` });
        // Labels are for the gate, not for readers.
        return { changes: changes.map(({ type, id, version, deleted }) => ({ type, id, version, deleted })), next, isCurrent };
      });
    },
  });
  route(app, {
    method: 'GET', url: '/fhir/$export', action: 'record.export', query: z.object({ _type: typeName, after: z.string().max(4100).optional() }),
    handler: async ({ policy, input, reply }) => {
      const { _type: type, after } = input.query;
      knownType(type);
      if (narrowing(policy, 's', type).length > 0) throw new Fault(STORE_FAULTS.badSearch, { type, param: 'scope', reason: 'phạm vi của chương trình chỉ mở một phần loại này' });
      // Sent when it is written down who took it, not before.
      const { resources, next } = await db.withAccess(policy, { action: 'record.export', target: `${type}/export` }, async (tx) => {
        const found = await search(tx, type, `_sort=_lastUpdated&_count=${PAGE}`, { ...(after === undefined ? {} : { after }), action: 'export' });
        for (const patient of new Set(found.resources.flatMap((one) => one.patient ?? []))) await tx.audit({ action: 'record.find', target: `Patient/${patient}` });
        return found;
      });
      reply.type('application/fhir+ndjson');
      if (next !== undefined) reply.header('link', `</fhir/$export?_type=${type}&after=${encodeURIComponent(next)}>; rel="next"`);
      return reply.send(Readable.from(resources.map((one) => `${JSON.stringify(told(one))}\n`)));
    },
  });
}
