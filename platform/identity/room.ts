import type { Context, Room } from '#platform/room';
import { deskOf } from './desk.ts';
import type { Identity } from './identity.ts';
import { closeIdle } from './law/idle.ts';
import { adoptRoles } from './role/grant.ts';
import { accountRoutes } from './routes/accounts.ts';
import { importRoutes } from './routes/import.ts';
import { ownRoutes } from './routes/own.ts';
import { sessionRoutes } from './routes/session.ts';
import { arrivalRoutes, stationRoutes } from './routes/station.ts';
import { postgresIdentity } from './sign-in.ts';

/** Who is behind a cookie: for the gate and for whoever lets programs in. */
export function identityOf(context: Context): Identity {
  return postgresIdentity(deskOf(context));
}

export const identityRoom: Room = {
  name: 'platform/identity',
  prepare: (context) => context.db.bookkeeping('identity', adoptRoles),
  routes(app, context) {
    const desk = deskOf(context);
    sessionRoutes(app, context, desk);
    arrivalRoutes(app, context, desk);
    ownRoutes(app, context, desk);
    stationRoutes(app, context, desk);
    accountRoutes(app, context, desk);
    importRoutes(app, context, desk);
  },
  jobs: (context) => [{ name: 'identity-idle', every: 3600, run: () => closeIdle(deskOf(context)) }],
};
