import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Policy } from '#platform/access';
import type { Database } from '#platform/db';
import type { Context, Room } from '#platform/room';
import { removeExpired } from './adapter.ts';
import { bearerGate } from './bearer.ts';
import type { BearerGate } from './bearer.ts';
import { endGrants } from './grant.ts';
import { interactionRoutes } from './interaction.ts';
import { launchRoutes } from './launches.ts';
import { crossOriginRecord, mountProvider, smartConfiguration } from './mount.ts';
import { outsideRoutes } from './outside/routes.ts';
import { programRoutes } from './programs.ts';
import { runtime } from './runtime.ts';
import type { Seams } from './seams.ts';

export interface Openid {
  readonly room: Room;
  /** Who calls by a bearer token: for the gate of the server that works on this database. Nobody before the room's routes are there. */
  bearerPolicy(db: Database, request: FastifyRequest): Promise<Policy | undefined>;
  /** Ends what programs were given under a sign-in that has ended. */
  signedOut(context: Context, session: string): Promise<void>;
  /** Ends all that programs were given by an account: it was closed, or signed out everywhere. */
  accountEnded(context: Context, account: string): Promise<void>;
}

/** The OpenID provider and its room. @param seamsOf what lies above the platform or beside this room */
export function openid(seamsOf: (context: Context) => Seams): Openid {
  const gates = new WeakMap<Database, BearerGate>();
  return {
    room: {
      name: 'platform/openid',
      routes(app: FastifyInstance, context: Context) {
        const seams = seamsOf(context);
        const running = runtime(app, context, seams);
        gates.set(context.db, bearerGate(context, running, seams));
        crossOriginRecord(app);
        mountProvider(app, running);
        smartConfiguration(app, running);
        interactionRoutes(app, context, running, seams);
        launchRoutes(app, context, running, seams);
        programRoutes(app, context);
        outsideRoutes(app, context, running, seams);
      },
      jobs: (context) => [{ name: 'openid-expiry', every: 60, run: () => removeExpired(context.db) }],
    },
    bearerPolicy: async (db, request) => gates.get(db)?.(request),
    async signedOut(context, session) { await context.db.bookkeeping('openid', (tx) => endGrants(tx, { session })); },
    async accountEnded(context, account) { await context.db.bookkeeping('openid', (tx) => endGrants(tx, { account })); },
  };
}
