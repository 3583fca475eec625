import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ANONYMOUS } from '#platform/access';
import type { Policy } from '#platform/access';
import type { Context } from '#platform/room';
import type { DoorAccount } from './account.ts';
import { policyOf } from './enter.ts';
import { accountOf } from './session.ts';
import type { Shown } from './session.ts';

const headers = z.object({ accesstoken: z.string(), tokenid: z.string(), passwordhash: z.string() });
const query = z.object({ token: z.string(), id_token: z.string(), password: z.string() });

/** Whose account a call that came in was. */
const accounts = new WeakMap<FastifyRequest, DoorAccount>();

export function accountBehind(request: FastifyRequest): DoorAccount {
  const account = accounts.get(request);
  if (account === undefined) throw new Error('the call has no account');
  return account;
}

/** What a request shows: headers of the gateway, its query string, or a bearer token of the axis; the first that is whole. */
function shownBy(request: FastifyRequest): Shown | undefined {
  const inHead = headers.safeParse(request.headers);
  if (inHead.success) return { kind: 'gateway', accessToken: inHead.data.accesstoken, tokenId: inHead.data.tokenid, passwordHash: inHead.data.passwordhash };
  const bearer = /^bearer\s+([\w-]{1,100})\.([0-9A-F]{64})$/iu.exec(request.headers.authorization ?? '');
  if (bearer) return { kind: 'axis', tokenId: bearer[1] ?? '', accessToken: bearer[2] ?? '' };
  const inQuery = query.safeParse(request.query);
  return inQuery.success ? { kind: 'gateway', accessToken: inQuery.data.token, tokenId: inQuery.data.id_token, passwordHash: inQuery.data.password } : undefined;
}

export const nobody = (request: FastifyRequest): Policy => ({ ...ANONYMOUS, requestId: request.id, from: request.ip });

/** Who calls at the door. A cookie is never looked at. */
export async function callerOf(context: Context, request: FastifyRequest): Promise<Policy> {
  const shown = shownBy(request);
  const account = shown && await accountOf(context, shown, request.ip);
  if (account === undefined) return nobody(request);
  accounts.set(request, account);
  return policyOf(account, request.id, request.ip);
}
