import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Fault } from '#platform/fault';
import { route } from '#platform/http';
import type { Context } from '#platform/room';
import { readClient } from './clients.ts';
import { OPENID_FAULTS } from './faults.ts';
import { openLaunch } from './launch.ts';
import type { Running } from './runtime.ts';
import type { Seams } from './seams.ts';

const line = z.object({ id: z.string(), name: z.string() });
/** A person of ours; the server finds the Patient that programs get. */
const body = z.strictObject({ client: z.string().max(100), person: z.uuid(), encounter: z.string().regex(/^[A-Za-z0-9.-]{1,64}$/).nullable().default(null) });

/** GET /api/launches/programs: those that a page of ours can open; POST /api/launches: where the browser goes to open one. */
export function launchRoutes(app: FastifyInstance, context: Context, running: () => Promise<Running>, seams: Seams): void {
  const { db } = context;
  route(app, {
    method: 'GET', url: '/api/launches/programs', action: 'launch.read',
    handler: ({ policy }) => db.withAccess(policy, { action: 'launch.read', target: 'programs' }, async (tx) => ({
      items: await tx.query('select id, name from openid_client where closed_at is null and launch_uri is not null order by name, id limit 100', [], line), more: false,
    })),
  });
  route(app, {
    method: 'POST', url: '/api/launches', action: 'launch.create', body,
    async handler({ policy, input }) {
      const { place } = await running();
      const { client: id, person, encounter } = input.body;
      const found = await seams.patientOf(policy, person);
      if (!found) throw new Fault(OPENID_FAULTS.noPatient);
      return db.withAccess(policy, { action: 'launch.create', target: `program/${id}` }, async (tx) => {
        const client = await readClient(tx, id);
        if (!client || client.closed_at !== null || client.launch_uri === null) throw new Fault(OPENID_FAULTS.closed);
        const launch = await openLaunch(tx, { client: id, account: policy.actor.id, patient: found.patient, encounter });
        const to = new URL(client.launch_uri);
        to.searchParams.set('iss', place.fhir);
        to.searchParams.set('launch', launch);
        return { to: to.href };
      });
    },
  });
}
