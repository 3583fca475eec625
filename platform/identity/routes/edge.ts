import type { FastifyReply, FastifyRequest } from 'fastify';
import { FAULTS, Fault } from '#platform/fault';
import type { Policy } from '#platform/access';
import type { Desk } from '../desk.ts';
import type { Site } from '../factor/passkey.ts';
import type { Call } from '../factor/second.ts';
import type { Signed } from '../identity.ts';
import { agentWords } from '../session/origin.ts';
import type { Origin } from '../session/origin.ts';
import { whoIs } from '../session/session.ts';
import { stationOf } from '../station/station.ts';

/** Over HTTPS the cookie is bound to this host and to encrypted lines. */
export function cookieName(request: FastifyRequest): string {
  return request.protocol === 'https' ? '__Host-yteso' : 'yteso';
}

const stationCookie = (request: FastifyRequest): string => (request.protocol === 'https' ? '__Host-yteso-station' : 'yteso-station');
const YEAR = 365 * 86_400;

export const sessionToken = (request: FastifyRequest): string | undefined => request.cookies[cookieName(request)];
export const stationToken = (request: FastifyRequest): string | undefined => request.cookies[stationCookie(request)];
export const cookieOptions = (request: FastifyRequest) => ({ path: '/', httpOnly: true, sameSite: 'strict', secure: request.protocol === 'https' } as const);

export function setStation(request: FastifyRequest, reply: FastifyReply, token: string): void {
  reply.setCookie(stationCookie(request), token, { ...cookieOptions(request), maxAge: YEAR });
}

export function originOf(request: FastifyRequest): Origin {
  return { address: request.ip, agent: agentWords(request.headers['user-agent']) };
}

/** The address the browser shows. Passkeys are bound to the host they were made for, so a forged Host opens none. */
export function siteOf(request: FastifyRequest): Site {
  return { host: request.hostname, origin: `${request.protocol}://${request.host}` };
}

/** @returns request id, origin, and the shared computer it comes from, if any */
export async function callOf(desk: Desk, request: FastifyRequest): Promise<Call> {
  const token = stationToken(request);
  const station = token === undefined ? undefined : await desk.db.bookkeeping('identity', (tx) => stationOf(tx, token));
  return { requestId: request.id, origin: originOf(request), station: station?.id };
}

/** Who the session cookie of a request is. */
export async function signedBy(desk: Desk, request: FastifyRequest): Promise<Signed | undefined> {
  const token = sessionToken(request);
  return token === undefined ? undefined : whoIs(desk, token, request.ip);
}

/** @throws Fault access.not-signed-in: also when the session is another's than the policy says */
export async function signedIn(desk: Desk, request: FastifyRequest, policy: Policy): Promise<Signed> {
  const signed = await signedBy(desk, request);
  if (!signed || signed.id !== policy.actor.id) throw new Fault(FAULTS.notSignedIn);
  return signed;
}
