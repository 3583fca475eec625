import type { Room } from '#platform/room';
import { followMoves } from '#domains/person/server';
import { followPersons } from './dossier/follow.ts';
import { correctionRoutes } from './correct/routes.ts';
import { dossierRoutes } from './dossier/routes.ts';
import { desk, INTAKE_JOB } from './intake/desk.ts';
import { intakeRoutes } from './intake/routes.ts';

followMoves(followPersons);

export const claimRoom: Room = {
  name: 'domains/claim',
  routes(app, context) {
    intakeRoutes(app, context);
    dossierRoutes(app, context);
    correctionRoutes(app, context);
  },
  jobs(context) {
    const intakes = desk(context);
    return [{ name: INTAKE_JOB, every: 2, run: (signal) => intakes.round(signal) }];
  },
};
