import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { route } from '#platform/http';
import type { Context } from '#platform/room';
import { parseQuery } from '#domains/person/rules';
import { joiningRoutes } from './joining-routes.ts';
import { personPage } from './page/page.ts';
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
      for (const person of items) await tx.audit({ action: 'person.find', target: `person/${person.id}` });
      return { items, more: found.length > limit };
    }),
  });
  route(app, {
    method: 'GET', url: '/api/people/:id', action: 'person.read', params: z.object({ id: z.uuid() }), query: page,
    handler: ({ policy, input }) => db.withAccess(policy, { action: 'person.read', target: `person/${input.params.id}` },
      (tx) => personPage(tx, input.params.id, input.query, context)),
  });
  joiningRoutes(app, context);
}
