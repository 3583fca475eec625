import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { actionsOf } from '#platform/access';
import type { Role } from '#platform/access';
import { VERSION } from '#platform/config';
import { FAULTS, Fault } from '#platform/fault';
import { route } from '#platform/http';
import type { Account, Identity } from '#platform/identity';
import type { Context } from '#platform/room';
import { cookieName, sessionKey } from '../cookie.ts';
import { programs } from '../openid.ts';

const credentials = z.strictObject({ account: z.string().min(1).max(100), password: z.string().min(1).max(500) });

/** Who is signed in, as the web shows it: docs/api.md. */
export interface Me {
  readonly account: string;
  readonly displayName: string;
  readonly role: Role;
  readonly facility: { readonly code: string; readonly name: string } | null;
  readonly demonstration: boolean;
  /** Patterns of what the role may do: `dossier.*`, `catalogue.read`. A door that cannot be opened is not shown. */
  readonly actions: readonly string[];
  readonly version: string;
}

/** POST /api/session {account, password} → Me, DELETE /api/session, GET /api/me → Me, or 401 before sign-in */
export function sessionRoutes(app: FastifyInstance, context: Context, identity: Identity): void {
  const me = (account: Account): Me => ({
    account: account.user, displayName: account.displayName, role: account.role,
    facility: account.facility === null ? null : { code: account.facility, name: context.facilityName(account.facility) },
    demonstration: context.installation.kind === 'demonstration', actions: actionsOf(account.role, app.gate.today()), version: VERSION,
  });
  const cookie = (request: FastifyRequest) => ({ path: '/', httpOnly: true, sameSite: 'strict', secure: request.protocol === 'https' } as const);

  route(app, {
    method: 'POST', url: '/api/session', action: 'session.create', body: credentials,
    async handler({ input, request, reply }) {
      const { token, account } = await identity.signIn({ user: input.body.account, password: input.body.password, requestId: request.id });
      reply.setCookie(cookieName(request), token, cookie(request));
      return me(account);
    },
  });

  route(app, {
    method: 'DELETE', url: '/api/session', action: 'session.read',
    async handler({ policy, request, reply }) {
      const token = request.cookies[cookieName(request)];
      if (token !== undefined) {
        if (policy.role !== 'anonymous') await context.db.withAccess(policy, { action: 'session.delete', target: `account/${policy.actor.id}` }, async () => {});
        await identity.signOut(token);
        await programs.signedOut(context, sessionKey(token));
      }
      reply.clearCookie(cookieName(request), cookie(request));
    },
  });

  route(app, {
    method: 'GET', url: '/api/me', action: 'session.read',
    async handler({ request }) {
      const token = request.cookies[cookieName(request)];
      const account = token === undefined ? undefined : await identity.whoIs(token);
      if (!account) throw new Fault(FAULTS.notSignedIn);
      return me(account);
    },
  });
}
