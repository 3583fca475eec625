import type { Room } from '#platform/room';
import { refreshPolicies } from './policy-sets.ts';
import { accessRoutes } from './routes.ts';

export const accessRoom: Room = {
  name: 'platform/access', prepare: (context) => refreshPolicies(context.db), routes: accessRoutes,
  jobs: ({ db }) => [{ name: 'access-policies', every: 30, run: async () => { await refreshPolicies(db); return false; } }],
};
