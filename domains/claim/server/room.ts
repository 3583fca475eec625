import type { Room } from '#platform/room';
import { dossierRoutes } from './dossier/routes.ts';
import { desk, INTAKE_JOB } from './intake/desk.ts';
import { intakeRoutes } from './intake/routes.ts';

export const claimRoom: Room = {
  name: 'domains/claim',
  routes(app, context) {
    intakeRoutes(app, context);
    dossierRoutes(app, context);
  },
  jobs(context) {
    const intakes = desk(context);
    return [{ name: INTAKE_JOB, every: 2, run: (signal) => intakes.round(signal) }];
  },
};
