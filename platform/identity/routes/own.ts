import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Policy } from '#platform/access';
import { Fault } from '#platform/fault';
import { route } from '#platform/http';
import type { Context } from '#platform/room';
import type { Desk } from '../desk.ts';
import { factorsOf, proven, removeFactor } from '../factor/change.ts';
import { addPasskey, registrationAnswer, registrationOptions } from '../factor/passkey.ts';
import { makeRecoveryCodes } from '../factor/recovery.ts';
import { countOrRefuse } from '../factor/second.ts';
import { openTicket, takeTicket } from '../factor/ticket.ts';
import { beginTotp, useTotp } from '../factor/totp.ts';
import { IDENTITY_FAULTS } from '../faults.ts';
import type { Signed } from '../identity.ts';
import { forgive } from '../limit/count.ts';
import { changePassword } from '../invite/reset.ts';
import { needConfirmed } from '../session/confirm.ts';
import { tellAccountEnded, tellEnded } from '../session/ended.ts';
import { endSessions, sessionsOf } from '../session/list.ts';
import { setPin } from '../station/pin.ts';
import { originOf, signedIn, siteOf } from './edge.ts';
import { needOwner } from './owner.ts';

const secret = z.string().min(1).max(500);

/** One's own account: factors, password, PIN, where one is signed in. */
export function ownRoutes(app: FastifyInstance, context: Context, desk: Desk): void {
  /** A first factor right after signing in; a further one only when confirmed: an open computer must not be enough. */
  const needFresh = (signed: Signed, policy: Policy): void => {
    const fresh = signed.authTime > Date.now() / 1000 - desk.limits().confirmMinutes * 60 && signed.method !== 'pin';
    if (signed.hasSecond ? policy.strength !== 3 : !fresh && policy.strength !== 3) throw new Fault(signed.hasSecond ? IDENTITY_FAULTS.confirmNeeded : IDENTITY_FAULTS.freshNeeded);
  };

  route(app, {
    method: 'GET', url: '/api/account', action: 'session.read',
    async handler({ policy, request }) {
      const signed = await signedIn(desk, request, policy);
      const limits = desk.limits();
      return desk.db.bookkeeping('identity', async (tx) => ({
        ...await factorsOf(tx, signed.id), sessions: (await sessionsOf(tx, signed.id, desk.times.idleMinutes)).map((one) => ({ ...one, here: one.id === signed.session })),
        passwordMin: signed.hasSecond ? limits.passwordMinSecond : limits.passwordMin,
      }));
    },
  });

  route(app, {
    method: 'POST', url: '/api/account/totp', action: 'session.enrol',
    async handler({ policy, request }) {
      const signed = await signedIn(desk, request, policy);
      needFresh(signed, policy);
      return desk.db.withAccess(policy, { action: 'session.enrol', target: `account/${signed.id}/totp/begun` }, (tx) => beginTotp(desk, tx, signed.id, signed.user));
    },
  });

  route(app, {
    method: 'POST', url: '/api/account/totp/proof', action: 'session.enrol', body: z.strictObject({ code: z.string().max(20) }),
    async handler({ policy, input, request }) {
      const signed = await signedIn(desk, request, policy);
      needFresh(signed, policy);
      await countOrRefuse(desk, 'second', signed.id, { requestId: request.id, origin: originOf(request), station: undefined });
      return desk.db.withAccess(policy, { action: 'session.enrol', target: `account/${signed.id}/totp` }, async (tx) => {
        if (!(await useTotp(desk, tx, signed.id, input.body.code, true))) throw new Fault(IDENTITY_FAULTS.wrongCode);
        await forgive(tx, 'second', signed.id, request.ip);
        return { recovery: await proven(tx, signed) };
      });
    },
  });

  route(app, {
    method: 'POST', url: '/api/account/passkeys/options', action: 'session.enrol',
    async handler({ policy, request }) {
      const signed = await signedIn(desk, request, policy);
      needFresh(signed, policy);
      return desk.db.bookkeeping('identity', async (tx) => {
        const options = await registrationOptions(tx, siteOf(request), signed);
        return { ticket: await openTicket(tx, 'passkey-new', { account: signed.id, session: signed.session, challenge: options.challenge }), options };
      });
    },
  });

  route(app, {
    method: 'POST', url: '/api/account/passkeys', action: 'session.enrol', body: z.strictObject({ ticket: z.string().max(100), name: z.string().trim().min(1).max(60), answer: registrationAnswer }),
    async handler({ policy, input, request }) {
      const signed = await signedIn(desk, request, policy);
      needFresh(signed, policy);
      const taken = await desk.db.bookkeeping('identity', (tx) => takeTicket(tx, 'passkey-new', input.body.ticket));
      if (taken?.session !== signed.session) throw new Fault(IDENTITY_FAULTS.passkeyRefused);
      return desk.db.withAccess(policy, { action: 'session.enrol', target: `account/${signed.id}/passkey` }, async (tx) => {
        await addPasskey(tx, siteOf(request), signed.id, taken.challenge, input.body.answer, input.body.name);
        return { recovery: await proven(tx, signed) };
      });
    },
  });

  route(app, {
    method: 'DELETE', url: '/api/account/factors/:which', action: 'session.factor', params: z.object({ which: z.string().max(200) }),
    async handler({ policy, input, request }) {
      needConfirmed(policy);
      const signed = await signedIn(desk, request, policy);
      const { which } = input.params;
      await desk.db.withAccess(policy, { action: 'session.factor', target: `account/${signed.id}/${which === 'totp' ? 'totp' : 'passkey'}/removed` }, (tx) => removeFactor(tx, signed, which === 'totp' ? { totp: true } : { passkey: which }));
    },
  });

  route(app, {
    method: 'POST', url: '/api/account/recovery', action: 'session.factor',
    async handler({ policy, request }) {
      needConfirmed(policy);
      const signed = await signedIn(desk, request, policy);
      if (!signed.hasSecond) throw new Fault(IDENTITY_FAULTS.secondNeeded);
      return desk.db.withAccess(policy, { action: 'session.factor', target: `account/${signed.id}/recovery` }, async (tx) => ({ recovery: await makeRecoveryCodes(tx, signed.id) }));
    },
  });

  route(app, {
    method: 'POST', url: '/api/account/password', action: 'session.password', body: z.strictObject({ password: secret, current: secret.optional() }),
    async handler({ policy, input, request }) {
      const signed = await signedIn(desk, request, policy);
      await needOwner(desk, signed, policy, input.body.current, request);
      await changePassword(desk, signed, policy, input.body.password);
      await tellAccountEnded(context, signed.id);
    },
  });

  route(app, {
    method: 'POST', url: '/api/account/pin', action: 'session.pin', body: z.strictObject({ pin: z.string().max(20), current: secret.optional() }),
    async handler({ policy, input, request }) {
      const signed = await signedIn(desk, request, policy);
      await needOwner(desk, signed, policy, input.body.current, request);
      await desk.db.withAccess(policy, { action: 'session.pin', target: `account/${signed.id}/pin` }, (tx) => setPin(desk, tx, signed.id, input.body.pin));
    },
  });

  route(app, {
    method: 'DELETE', url: '/api/account/pin', action: 'session.pin',
    handler: ({ policy }) => desk.db.withAccess(policy, { action: 'session.pin', target: `account/${policy.actor.id}/pin/removed` }, async (tx) => { await tx.run('delete from account_pin where account = $1', [policy.actor.id]); }),
  });

  route(app, {
    method: 'DELETE', url: '/api/account/sessions', action: 'session.end', query: z.object({ id: z.uuid().optional() }),
    async handler({ policy, input, request }) {
      const signed = await signedIn(desk, request, policy);
      const ended = await desk.db.withAccess(policy, { action: 'session.end', target: `account/${signed.id}/sessions` }, (tx) => endSessions(tx, signed.id, input.query.id, signed.session));
      await (input.query.id === undefined ? tellAccountEnded(context, signed.id) : tellEnded(context, ended));
      return { ended: ended.length };
    },
  });
}
