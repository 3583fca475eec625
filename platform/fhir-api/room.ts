import type { FastifyInstance } from 'fastify';
import type { Context, Room } from '#platform/room';
import { capability } from './capability.ts';
import { toOutcome } from './outcome.ts';
import { feedRoutes } from './feed.ts';
import { readRoutes } from './read.ts';
import { searchRoutes } from './search.ts';
import { route } from '#platform/http';

export const fhirApiRoom: Room = {
  name: 'platform/fhir-api',
  routes: async (app: FastifyInstance, context: Context) => {
    // Encapsulated: errors are OperationOutcomes here, and forms are read here alone.
    await app.register(async (fhir) => {
      fhir.setErrorHandler(toOutcome);
      fhir.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: 64 * 1024 }, (_request, body, done) => { done(null, body); });
      route(fhir, {
        method: 'GET', url: '/fhir/metadata', action: 'capability.read',
        handler: ({ reply }) => {
          reply.type('application/fhir+json');
          return capability();
        },
      });
      feedRoutes(fhir, context);
      readRoutes(fhir, context);
      searchRoutes(fhir, context);
    });
  },
};
