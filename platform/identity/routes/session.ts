import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { FAULTS, Fault } from '#platform/fault';
import { route } from '#platform/http';
import type { Context } from '#platform/room';
import type { Desk } from '../desk.ts';
import { assertionAnswer, assertionOptions } from '../factor/passkey.ts';
import { finishByCode, finishByPasskey } from '../factor/second.ts';
import { openTicket, peekTicket } from '../factor/ticket.ts';
import { IDENTITY_FAULTS } from '../faults.ts';
import { confirmByCode, confirmByPasskey } from '../session/confirm.ts';
import { tellEnded } from '../session/ended.ts';
import { endSession, sessionKey } from '../session/session.ts';
import { signIn } from '../sign-in.ts';
import { callOf, cookieName, cookieOptions, originOf, sessionToken, signedBy, signedIn, siteOf } from './edge.ts';
import { letIn, meOf } from './me.ts';

const credentials = z.strictObject({ account: z.string().min(1).max(100), password: z.string().min(1).max(500) });
const ticket = z.string().regex(/^[\w-]{43}$/);
const code = z.string().max(20);
const second = z.union([z.strictObject({ ticket, code }), z.strictObject({ ticket, recovery: z.string().max(60) })]);

/** Signing in, in one step or two, who is here, where he works, confirming, signing out. */
export function sessionRoutes(app: FastifyInstance, context: Context, desk: Desk): void {
  route(app, {
    method: 'POST', url: '/api/session', action: 'session.create', body: credentials,
    async handler({ input, request, reply }) {
      const call = await callOf(desk, request);
      const result = await signIn(desk, { user: input.body.account, password: input.body.password, requestId: request.id, origin: call.origin }, call.station);
      if (!result.done) return { next: 'second', ticket: result.ticket, ways: result.ways };
      return letIn(context, desk, request, reply, result.token);
    },
  });

  route(app, {
    method: 'POST', url: '/api/session/second', action: 'session.create', body: second,
    async handler({ input: { body }, request, reply }) {
      return letIn(context, desk, request, reply, await finishByCode(desk, body.ticket, 'code' in body ? { code: body.code } : { recovery: body.recovery }, await callOf(desk, request)));
    },
  });

  route(app, {
    method: 'POST', url: '/api/session/passkey/options', action: 'session.create', body: z.strictObject({ ticket: ticket.optional() }),
    handler: ({ input, request }) => desk.db.bookkeeping('identity', async (tx) => {
      const first = input.body.ticket === undefined ? undefined : await peekTicket(tx, 'second', input.body.ticket);
      if (input.body.ticket !== undefined && !first?.account) throw new Fault(IDENTITY_FAULTS.wrongCode);
      const options = await assertionOptions(tx, siteOf(request), first?.account ?? undefined);
      return { ticket: await openTicket(tx, 'passkey-sign-in', { account: first?.account ?? null, challenge: options.challenge }), options };
    }),
  });

  route(app, {
    method: 'POST', url: '/api/session/passkey', action: 'session.create', body: z.strictObject({ ticket, answer: assertionAnswer }),
    handler: async ({ input, request, reply }) =>
      letIn(context, desk, request, reply, await finishByPasskey(desk, siteOf(request), input.body.ticket, input.body.answer, await callOf(desk, request))),
  });

  route(app, {
    method: 'DELETE', url: '/api/session', action: 'session.read',
    async handler({ policy, request, reply }) {
      const token = sessionToken(request);
      if (token !== undefined) {
        if (policy.role !== 'anonymous') await desk.db.withAccess(policy, { action: 'session.delete', target: `account/${policy.actor.id}` }, async () => {});
        await endSession(desk.db, token);
        await tellEnded(context, [sessionKey(token)]);
      }
      reply.clearCookie(cookieName(request), cookieOptions(request));
    },
  });

  route(app, {
    method: 'GET', url: '/api/me', action: 'session.read',
    async handler({ request }) {
      const signed = await signedBy(desk, request);
      if (!signed) throw new Fault(FAULTS.notSignedIn);
      return meOf(context, desk, signed);
    },
  });

  route(app, {
    method: 'POST', url: '/api/session/place', action: 'session.place', body: z.strictObject({ id: z.uuid(), facility: z.string().max(20).nullable() }),
    async handler({ policy, input, request }) {
      const signed = await signedIn(desk, request, policy);
      const place = signed.places.find((each) => each.id === input.body.id && each.facility === input.body.facility);
      // A PIN opens the work at this computer and no other.
      if (!place || signed.method === 'pin') throw new Fault(IDENTITY_FAULTS.noPlace);
      await desk.db.withAccess(policy, { action: 'session.place', target: `account/${signed.id}/role/${place.id}` }, (tx) =>
        // What was confirmed was confirmed for the work before.
        tx.run('update session set role_id = $2::uuid, facility = $3, confirmed_until = null where id = $1::uuid', [signed.session, place.id, place.facility]));
      const now = await signedBy(desk, request);
      if (!now) throw new Fault(FAULTS.notSignedIn);
      return meOf(context, desk, now);
    },
  });

  confirmRoutes(app, desk);
}

function confirmRoutes(app: FastifyInstance, desk: Desk): void {
  route(app, {
    method: 'POST', url: '/api/session/confirm', action: 'session.confirm', body: z.strictObject({ password: z.string().min(1).max(500), code: code.optional() }),
    handler: async ({ policy, input, request }) =>
      confirmByCode(desk, await signedIn(desk, request, policy), policy, { password: input.body.password, code: input.body.code }, { requestId: request.id, origin: originOf(request), station: undefined }),
  });

  route(app, {
    method: 'POST', url: '/api/session/confirm/options', action: 'session.confirm',
    async handler({ policy, request }) {
      const signed = await signedIn(desk, request, policy);
      return desk.db.bookkeeping('identity', async (tx) => {
        const options = await assertionOptions(tx, siteOf(request), signed.id);
        return { ticket: await openTicket(tx, 'passkey-confirm', { account: signed.id, session: signed.session, challenge: options.challenge }), options };
      });
    },
  });

  route(app, {
    method: 'POST', url: '/api/session/confirm/passkey', action: 'session.confirm', body: z.strictObject({ ticket, answer: assertionAnswer }),
    handler: async ({ policy, input, request }) =>
      confirmByPasskey(desk, await signedIn(desk, request, policy), policy, siteOf(request), input.body, { requestId: request.id, origin: originOf(request), station: undefined }),
  });
}
