import { useCurrentPersons } from '#platform/access';
import { useFindByNumber } from '#platform/access/server';
import type { Room } from '#platform/room';
import { personWithNumber } from './search/number.ts';
import { personsToday } from './search/today.ts';
import { tellAudit } from '#platform/audit/server';
import { AUDIT_KNOWLEDGE } from './audit-knowledge.ts';
import { checkSome } from './match/check.ts';
import { MATCH_JOB } from './match/name.ts';
import { PERSON_DATA_JOBS } from './data-jobs.ts';
import { personRoutes } from './routes.ts';

export const personRoom: Room = {
  name: 'domains/person',
  routes(app, context) {
    useFindByNumber(personWithNumber);
    useCurrentPersons(personsToday);
    personRoutes(app, context);
  },
  prepare: async (context) => { tellAudit(context, AUDIT_KNOWLEDGE); },
  dataJobs: PERSON_DATA_JOBS,
  jobs: (context) => [{ name: MATCH_JOB, every: 5, run: () => checkSome(context) }],
};
