import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { route } from '#platform/http';
import type { Context } from '#platform/room';
import { parseQuery } from '#domains/person/rules';
import { dayInVietnam } from '#platform/time/rules';
import { joiningRoutes } from './joining-routes.ts';
import { nationalRoutes } from './national/routes.ts';
import { ownRoutes } from './own.ts';
import { movedAway } from './page/moved.ts';
import { personPage } from './page/page.ts';
import { daySchema, endOfDay } from './page/past/day.ts';
import { pastPage } from './page/past/page.ts';
import { searchPeople } from './search/search.ts';

const page = z.object({ limit: z.coerce.number().int().min(1).max(200).default(50), offset: z.coerce.number().int().min(0).default(0) });

export function personRoutes(app: FastifyInstance, context: Context): void {
  const { db } = context;
  route(app, {
    // By POST: what is searched for is about people and must not stand in an address.
    method: 'POST', url: '/api/people/search', action: 'person.search',
    query: page, body: z.object({ q: z.string().max(200) }),
    handler: ({ policy, input }) => db.withAccess(policy, { action: 'person.search', target: 'person/search' }, async (tx) => {
      const { limit, offset } = input.query;
      const found = await searchPeople(tx, parseQuery(input.body.q), { limit: limit + 1, offset });
      const items = found.slice(0, limit);
      tx.learned({ found: items.length });
      for (const person of items) await tx.audit({ action: 'person.find', target: `person/${person.id}` });
      return { items, more: found.length > limit };
    }),
  });
  route(app, {
    method: 'GET', url: '/api/people/:id', action: 'person.read', params: z.object({ id: z.uuid() }), query: page.extend({ asOf: daySchema.optional() }),
    handler: async ({ policy, input, reply }) => {
      const { id } = input.params;
      const { asOf, ...piece } = input.query;
      const at = asOf === undefined ? undefined : endOfDay(asOf, dayInVietnam(Date.now()));
      const found = await db.withAccess(policy, { action: 'person.read', target: `person/${id}` }, async (tx) => {
        const now = await movedAway(tx, id);
        if (now !== undefined) return { now };
        return { page: await (asOf === undefined || at === undefined ? personPage(tx, id, piece, context) : pastPage(tx, id, piece, { day: asOf, at }, context)) };
      });
      if ('page' in found) return found.page;
      // Not for good: when the join is undone the address is somebody's again.
      return reply.redirect(`/api/people/${found.now}?${new URLSearchParams({ limit: String(piece.limit), offset: String(piece.offset), ...(asOf === undefined ? {} : { asOf }) }).toString()}`, 307);
    },
  });
  ownRoutes(app, context);
  joiningRoutes(app, context);
  nationalRoutes(app, context);
}
