import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { FAULTS, Fault } from '#platform/fault';
import { route } from '#platform/http';
import type { Context } from '#platform/room';
import type { Desk } from '../desk.ts';
import { IDENTITY_FAULTS } from '../faults.ts';
import { tellAccountEnded } from '../session/ended.ts';
import { acceptInvitation, readInvitation } from '../invite/invitation.ts';
import { resetPassword } from '../invite/reset.ts';
import { switchByPin } from '../station/pin.ts';
import { closeStation, peopleOf, registerStation, stationOf, stationsOf } from '../station/station.ts';
import { callOf, setStation, stationToken } from './edge.ts';
import { letIn } from './me.ts';

const name = z.string().trim().min(1).max(60);

/** Shared computers: who worked here, switching by PIN, registering and shutting them out. */
export function stationRoutes(app: FastifyInstance, context: Context, desk: Desk): void {
  route(app, {
    method: 'GET', url: '/api/station', action: 'session.read',
    handler: ({ request }) => desk.db.bookkeeping('identity', async (tx) => {
      const station = await stationOf(tx, stationToken(request));
      if (!station) return { station: null, people: [] };
      return { station: { id: station.id, name: station.name, facility: { code: station.facility, name: context.facilityName(station.facility) } }, people: await peopleOf(tx, station.id) };
    }),
  });

  route(app, {
    method: 'POST', url: '/api/session/switch', action: 'session.create', body: z.strictObject({ account: z.string().max(60), pin: z.string().max(20) }),
    async handler({ input, request, reply }) {
      const station = await desk.db.bookkeeping('identity', (tx) => stationOf(tx, stationToken(request)));
      if (!station) throw new Fault(IDENTITY_FAULTS.noStation);
      return letIn(context, desk, request, reply, await switchByPin(desk, station, input.body.account, input.body.pin, await callOf(desk, request)));
    },
  });

  route(app, {
    method: 'GET', url: '/api/stations', action: 'station.read',
    handler: ({ policy }) => desk.db.withAccess(policy, { action: 'station.read', target: 'station' }, async (tx) => ({ items: await stationsOf(tx, policy.role === 'admin' ? null : policy.facility ?? '') })),
  });

  route(app, {
    method: 'POST', url: '/api/stations', action: 'station.create', body: z.strictObject({ name, facility: z.string().max(20).optional() }),
    async handler({ policy, input, request, reply }) {
      const facility = policy.role === 'admin' ? input.body.facility : policy.facility;
      if (!facility) throw new Fault(FAULTS.invalid, { count: 1 }, { places: [{ path: 'facility', message: 'cần mã cơ sở của máy' }] });
      const made = await desk.db.withAccess(policy, { action: 'station.create', target: `facility/${facility}` }, (tx) => registerStation(tx, facility, input.body.name, policy.actor.id));
      setStation(request, reply, made.token);
      return { id: made.station.id };
    },
  });

  route(app, {
    method: 'DELETE', url: '/api/stations/:id', action: 'station.close', params: z.object({ id: z.uuid() }),
    async handler({ policy, input }) {
      const own = policy.role === 'admin' ? null : policy.facility ?? '';
      const closed = await desk.db.withAccess(policy, { action: 'station.close', target: `station/${input.params.id}` }, (tx) => closeStation(tx, input.params.id, own));
      if (!closed) throw new Fault(FAULTS.notFound);
    },
  });
}

/** Without an administrator: taking up an invitation, a new password by what only the owner has. */
export function arrivalRoutes(app: FastifyInstance, context: Context, desk: Desk): void {
  /** With a new password whoever else was in is out, and so are the programs that he let in. */
  const arrived = async (request: FastifyRequest, reply: FastifyReply, token: string) => {
    const me = await letIn(context, desk, request, reply, token);
    await tellAccountEnded(context, me.id);
    return me;
  };
  const code = z.string().min(8).max(60);
  const password = z.string().min(1).max(500);

  route(app, {
    method: 'POST', url: '/api/invitation', action: 'session.create', body: z.strictObject({ code }),
    async handler({ input, request }) {
      const found = await readInvitation(desk, input.body.code, await callOf(desk, request));
      return { account: found.user_name, displayName: found.display_name, passwordMin: desk.limits().passwordMin };
    },
  });

  route(app, {
    method: 'POST', url: '/api/invitation/accept', action: 'session.create', body: z.strictObject({ code, password }),
    handler: async ({ input, request, reply }) => arrived(request, reply, await acceptInvitation(desk, input.body.code, input.body.password, await callOf(desk, request))),
  });

  route(app, {
    method: 'POST', url: '/api/reset', action: 'session.create', body: z.strictObject({ account: z.string().min(1).max(100), recovery: z.string().max(60), code: z.string().max(20), password }),
    handler: async ({ input: { body }, request, reply }) =>
      arrived(request, reply, await resetPassword(desk, { user: body.account, recovery: body.recovery, code: body.code, password: body.password }, await callOf(desk, request))),
  });
}
