import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { route } from '#platform/http';
import type { Context } from '#platform/room';
import { fileOfDossier } from './file.ts';
import { markSeen, seenBody } from './seen.ts';
import { dossierSheet } from './sheet.ts';

const params = z.object({ id: z.uuid() });
const query = z.object({ revision: z.coerce.number().int().positive().max(1_000_000).optional() });

export function dossierRoutes(app: FastifyInstance, context: Context): void {
  const { db, files } = context;
  route(app, {
    method: 'GET', url: '/api/dossiers/:id', action: 'dossier.read', params, query,
    handler: ({ policy, input }) => db.withAccess(policy, { action: 'dossier.read', target: `dossier/${input.params.id}` },
      (tx) => dossierSheet(tx, context, input.params.id, input.query.revision)),
  });
  route(app, {
    method: 'GET', url: '/api/dossiers/:id/file', action: 'file.read', params, query,
    handler: async ({ policy, input, reply }) => {
      const { sha256, name } = await db.withAccess(policy, { action: 'file.read', target: `dossier/${input.params.id}/file` },
        (tx) => fileOfDossier(tx, input.params.id, input.query.revision));
      // Never shown by the browser itself: it is somebody else's XML.
      return reply.type('application/octet-stream').header('content-disposition', `attachment; filename="${name}"`).send(await files.open(sha256));
    },
  });
  route(app, {
    method: 'POST', url: '/api/dossiers/:id/findings/seen', action: 'dossier.mark', params, body: seenBody,
    handler: ({ policy, input }) => db.withAccess(policy, { action: 'dossier.mark', target: `dossier/${input.params.id}` },
      async (tx) => { await markSeen(tx, input.params.id, input.body); }),
  });
}
