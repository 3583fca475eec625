import { z } from 'zod';
import { route } from '#platform/http';
import type { Room } from '#platform/room';

/** A Patient to read by token, until the FHIR API stands here: then this file goes. It answers only for the launched Patient. */
export const stubFhir: Room = {
  name: 'e2e/smart/stub',
  routes(app) {
    const cors = { 'access-control-allow-origin': '*', 'access-control-allow-headers': 'authorization, accept, content-type', 'cross-origin-resource-policy': 'cross-origin' };
    app.options('/fhir/*', (_request, reply) => reply.headers(cors).code(204).send());
    route(app, {
      method: 'GET', url: '/fhir/Patient/:id', action: 'web.read', params: z.object({ id: z.string() }),
      handler({ policy, input, reply }) {
        reply.headers(cors).type('application/fhir+json');
        if (policy.launchPatient !== input.params.id) reply.code(403);
        return { resourceType: 'Patient', id: input.params.id, by: policy.role, program: policy.program ?? null, scopes: policy.scopes ?? null };
      },
    });
  },
};
