import type { FastifyInstance } from 'fastify';
import { addDays } from '#platform/catalogue/rules';
import { route } from '#platform/http';
import type { Context } from '#platform/room';
import { today } from '../clock.ts';
import { readArticles } from '../law.ts';

/** Days ahead within which an article that ends is told. */
const AHEAD = 90;

/** Articles, and those that end soon. */
export function lawRoutes(app: FastifyInstance, { db }: Context): void {
  route(app, {
    method: 'GET', url: '/api/law', action: 'law.read',
    handler: ({ policy }) => db.withAccess(policy, { action: 'law.read', target: 'law' }, async (tx) => ({ items: await readArticles(tx), more: false })),
  });

  route(app, {
    method: 'GET', url: '/api/law/ending', action: 'law.read',
    handler: ({ policy }) => db.withAccess(policy, { action: 'law.read', target: 'law/ending' }, async (tx) => {
      const from = today();
      const until = addDays(from, AHEAD);
      const ending = (await readArticles(tx)).filter(({ validTo }) => validTo !== null && validTo >= from && validTo <= until);
      return { items: ending.toSorted((a, b) => ((a.validTo ?? '') < (b.validTo ?? '') ? -1 : 1)), more: false };
    }),
  });
}
