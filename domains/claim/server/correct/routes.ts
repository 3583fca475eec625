import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { catalogues } from '#platform/catalogue/server';
import { Fault } from '#platform/fault';
import { route } from '#platform/http';
import type { Context } from '#platform/room';
import { findingView } from '../dossier/findings.ts';
import { draftBody, draftOf } from './draft.ts';
import { correctionBody, makeCorrection } from './make.ts';

const params = z.object({ id: z.uuid() });

/** POST /api/dossiers/:id/corrections/draft: what the rules would say. POST /api/dossiers/:id/corrections: makes it, signs it, files it. */
export function correctionRoutes(app: FastifyInstance, context: Context): void {
  route(app, {
    method: 'POST', url: '/api/dossiers/:id/corrections/draft', action: 'dossier.correct', params, body: draftBody,
    handler: async ({ policy, input }) => {
      const draft = await draftOf(context, policy, input.params.id, input.body);
      if ('flaws' in draft) return { flaws: draft.flaws, changed: [], findings: [], pricing: [], obstacle: null };
      const lists = catalogues(context);
      return {
        flaws: [], changed: draft.changed, findings: draft.prepared.findings.map((one) => findingView(one, lists, null)), pricing: draft.prepared.pricing,
        obstacle: await obstacleOf(context, draft.found.facility),
      };
    },
  });
  route(app, {
    method: 'POST', url: '/api/dossiers/:id/corrections', action: 'dossier.correct', params, body: correctionBody,
    handler: ({ policy, input }) => makeCorrection(context, policy, input.params.id, input.body),
  });
}

/** Why it could not be signed now, so that nobody writes a reason in vain; null: it could. */
async function obstacleOf(context: Context, facility: string): Promise<{ message: string; remedy: string } | null> {
  try {
    await context.keys.signerFor(facility, new Date());
    return null;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { message: error.message, remedy: error.remedy };
  }
}
