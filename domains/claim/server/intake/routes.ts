import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { FAULTS, Fault } from '#platform/fault';
import { route } from '#platform/http';
import type { Context } from '#platform/room';
import { listItems, withoutQuotes } from './items.ts';
import { findIntake, listIntakes } from './list.ts';
import { fileNameOf, receive } from './receive.ts';

export const pageQuery = z.object({ limit: z.coerce.number().int().min(1).max(200).default(50), offset: z.coerce.number().int().min(0).max(10_000_000).default(0) });
const params = z.object({ id: z.uuid() });

export function intakeRoutes(app: FastifyInstance, context: Context): void {
  const { db, facilityName } = context;
  route(app, {
    method: 'POST', url: '/api/intakes', action: 'intake.create',
    handler: async ({ policy, request, reply, upload }) => {
      const fileName = fileNameOf(request.headers['x-file-name']);
      const id = await receive(context, policy, fileName, upload());
      return reply.code(202).send({ id });
    },
  });
  route(app, {
    method: 'GET', url: '/api/intakes', action: 'intake.read', query: pageQuery,
    handler: ({ policy, input }) => db.withAccess(policy, { action: 'intake.read', target: 'intake/list' }, async (tx) => {
      const { items, more } = await listIntakes(tx, input.query, facilityName);
      return { items: items.map((one) => withoutQuotes(policy, one)), more };
    }),
  });
  route(app, {
    method: 'GET', url: '/api/intakes/:id', action: 'intake.read', params,
    handler: ({ policy, input }) => db.withAccess(policy, { action: 'intake.read', target: `intake/${input.params.id}` }, async (tx) => {
      const found = await findIntake(tx, input.params.id, facilityName);
      if (found === undefined) throw new Fault(FAULTS.notFound);
      return withoutQuotes(policy, found);
    }),
  });
  route(app, {
    method: 'GET', url: '/api/intakes/:id/dossiers', action: 'intake.read', params, query: pageQuery,
    handler: ({ policy, input }) => db.withAccess(policy, { action: 'intake.read', target: `intake/${input.params.id}/dossiers` }, async (tx) => {
      if (await findIntake(tx, input.params.id, facilityName) === undefined) throw new Fault(FAULTS.notFound);
      return listItems(tx, input.params.id, input.query);
    }),
  });
}
