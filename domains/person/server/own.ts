import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Fault } from '#platform/fault';
import { route } from '#platform/http';
import type { Context } from '#platform/room';
import { PERSON_FAULTS } from './faults.ts';
import { personPage } from './page/page.ts';

const piece = z.object({ limit: z.coerce.number().int().min(1).max(200).default(50), offset: z.coerce.number().int().min(0).default(0) });

/** GET /api/my-record: a citizen's own page, what is specially protected too. Whose it is follows from the account alone: no id is asked for. */
export function ownRoutes(app: FastifyInstance, context: Context): void {
  route(app, {
    method: 'GET', url: '/api/my-record', action: 'my-record.read', query: piece,
    handler: async ({ policy, input }) => {
      const { person } = policy;
      if (person === undefined) throw new Fault(PERSON_FAULTS.noOwnRecord);
      const page = await context.db.withAccess(policy, { action: 'my-record.read', target: `person/${person}` }, (tx) => personPage(tx, person, input.query, context));
      // How the sending to the insurer stands, and what a clerk noted when comparing, is the desks' work and not the record.
      return { ...page, national: null, visits: page.visits.map((visit) => ({ ...visit, message: null })) };
    },
  });
}
