import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { actionsOf } from '#platform/access';
import { VERSION } from '#platform/config';
import { route } from '#platform/http';
import type { Account, Identity } from '#platform/identity';
import type { Context } from '#platform/room';
import { cookieName } from '../gate.ts';

const credentials = z.strictObject({ user: z.string().min(1).max(100), password: z.string().min(1).max(500) });

/** What the web shows of who is signed in. `account` is null before sign-in. */
export interface Me {
  readonly account: Account | null;
  /** Patterns of what the role may do: `dossier.*`, `catalogue.read`. */
  readonly actions: readonly string[];
  readonly installation: 'demonstration' | 'empty';
  readonly version: string;
}

/** POST /api/session {user, password}, DELETE /api/session, GET /api/me → Me */
export function sessionRoutes(app: FastifyInstance, context: Context, identity: Identity): void {
  const me = (account: Account | undefined): Me => ({
    account: account ?? null, actions: actionsOf(account?.role ?? 'anonymous', app.gate.today()),
    installation: context.installation.kind, version: VERSION,
  });
  const cookie = (request: FastifyRequest) => ({ path: '/', httpOnly: true, sameSite: 'strict', secure: request.protocol === 'https' } as const);

  route(app, {
    method: 'POST', url: '/api/session', action: 'session.create', body: credentials,
    async handler({ input, request, reply }) {
      const { token, account } = await identity.signIn({ ...input.body, requestId: request.id });
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
      }
      reply.clearCookie(cookieName(request), cookie(request));
    },
  });

  route(app, {
    method: 'GET', url: '/api/me', action: 'session.read',
    async handler({ request }) {
      const token = request.cookies[cookieName(request)];
      return me(token === undefined ? undefined : await identity.whoIs(token));
    },
  });
}
