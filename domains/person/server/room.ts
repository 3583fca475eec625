import type { Room } from '#platform/room';
import { checkSome } from './match/check.ts';
import { MATCH_JOB } from './match/name.ts';
import { personRoutes } from './routes.ts';

export const personRoom: Room = {
  name: 'domains/person', routes: personRoutes,
  jobs: (context) => [{ name: MATCH_JOB, every: 5, run: () => checkSome(context) }],
};
