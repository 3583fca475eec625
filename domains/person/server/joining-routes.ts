import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Tx } from '#platform/db';
import { Fault, FAULTS } from '#platform/fault';
import { route } from '#platform/http';
import type { Context } from '#platform/room';
import { decideCase, openCasesPage, readCase, sidesSeen, type Case } from './cases/cases.ts';
import { PERSON_FAULTS } from './faults.ts';
import { joinPatients, undoJoin } from './join/edge.ts';
import { joiningOf } from './join/history.ts';
import { lockJoining } from './join/lock.ts';
import { casesWaiting, matchProgress, recheckAll } from './match/check.ts';
import { MATCH_JOB } from './match/name.ts';
import { findPerson } from './search/search.ts';
import { patientSeen } from './seen.ts';

const page = z.object({ limit: z.coerce.number().int().min(1).max(200).default(50), offset: z.coerce.number().int().min(0).default(0) });
const one = z.object({ id: z.uuid() });
const why = z.string().trim().max(500).default('');

/** The work list, decisions, joins and their undoing: the department's. */
export function joiningRoutes(app: FastifyInstance, context: Context): void {
  const { db, facilityName } = context;
  route(app, {
    method: 'GET', url: '/api/person-cases', action: 'person-case.read', query: page,
    handler: ({ policy, input }) => db.withAccess(policy, { action: 'person-case.read', target: 'person-case' }, async (tx) => {
      const { limit, offset } = input.query;
      const found = await openCasesPage(tx, { limit: limit + 1, offset }, facilityName);
      const items = found.slice(0, limit);
      for (const item of items) await auditSides(tx, item);
      return { items, more: found.length > limit, progress: await matchProgress(tx) };
    }),
  });
  route(app, {
    // Counts alone, about nobody: asked again and again while somebody looks.
    method: 'GET', url: '/api/person-cases/summary', action: 'person-case.read',
    handler: ({ policy }) => db.withAccess(policy, { action: 'person-case.read', target: 'person-case/summary' }, async (tx) => ({ waiting: await casesWaiting(tx), progress: await matchProgress(tx) })),
  });
  route(app, {
    method: 'GET', url: '/api/person-cases/:id', action: 'person-case.read', params: one,
    handler: ({ policy, input }) => db.withAccess(policy, { action: 'person-case.read', target: `person-case/${input.params.id}` }, async (tx) => {
      const found = await readCase(tx, input.params.id, facilityName);
      await auditSides(tx, found);
      return found;
    }),
  });
  route(app, {
    method: 'POST', url: '/api/person-cases/:id/decision', action: 'person-case.decide', params: one, body: z.object({ decision: z.enum(['join', 'different', 'reopen']), why }),
    handler: ({ policy, input }) => db.withAccess(policy, { action: 'person-case.decide', target: `person-case/${input.params.id}` }, (tx) => decideCase(tx, input.params.id, input.body.decision, input.body.why)),
  });
  route(app, {
    method: 'POST', url: '/api/person-cases/recheck', action: 'person-case.decide', body: z.object({}),
    handler: async ({ policy }) => {
      const people = await db.withAccess(policy, { action: 'person-case.decide', target: 'person' }, recheckAll);
      context.jobs.wake(MATCH_JOB);
      return { people };
    },
  });
  route(app, {
    method: 'GET', url: '/api/people/:id/joining', action: 'person-join.read', params: one,
    handler: ({ policy, input }) => db.withAccess(policy, { action: 'person-join.read', target: `person/${input.params.id}` }, async (tx) => {
      if (await findPerson(tx, input.params.id) === undefined) throw new Fault(FAULTS.notFound);
      return joiningOf(tx, input.params.id, facilityName);
    }),
  });
  route(app, {
    method: 'POST', url: '/api/people/:id/joins', action: 'person-join.write', params: one, body: z.object({ other: z.uuid(), why: why.pipe(z.string().min(5)) }),
    handler: ({ policy, input }) => db.withAccess(policy, { action: 'person-join.write', target: `person/${input.params.id}` }, async (tx) => {
      // Whose they are must not change between looking and joining.
      await lockJoining(tx);
      const first = await firstSource(tx, input.params.id);
      const second = await firstSource(tx, input.body.other);
      if (first === undefined || second === undefined) throw new Fault(PERSON_FAULTS.noPatient);
      await tx.audit({ action: 'person-join.write', target: `person/${input.body.other}` });
      return joinPatients(tx, first, second, 'clerk', input.body.why);
    }),
  });
  route(app, {
    method: 'POST', url: '/api/person-joins/:id/undo', action: 'person-join.write', params: one, body: z.object({ why: why.pipe(z.string().min(5)) }),
    handler: ({ policy, input }) => db.withAccess(policy, { action: 'person-join.write', target: `person-join/${input.params.id}` }, async (tx) => {
      // After the lock: what one may see of it must not change between looking and undoing.
      await lockJoining(tx);
      const params: unknown[] = [input.params.id];
      const [found] = await tx.query(
        `select j.id from person_join j join person_patient x on x.patient = j.a join person_patient y on y.patient = j.b where j.id = $1 and ${await sidesSeen(tx, params)}`, params, z.object({ id: z.uuid() }));
      if (found === undefined) throw new Fault(PERSON_FAULTS.noJoin);
      return undoJoin(tx, found.id, input.body.why);
    }),
  });
}

/** What a join is made by: the source of a person that was known first, of those that the caller may see; undefined: nobody whom he may see. */
async function firstSource(tx: Tx, person: string): Promise<string | undefined> {
  const params: unknown[] = [person];
  const [found] = await tx.query(`select l.patient from person_patient l where l.person = $1 and ${await patientSeen(tx, 'l', params)} order by l.seq limit 1`, params, z.object({ patient: z.string() }));
  return found?.patient;
}

async function auditSides(tx: Tx, { a, b }: Case): Promise<void> {
  for (const side of [a, b]) await tx.audit({ action: 'person.find', target: `person/${side.person}` });
}
