import type { FastifyReply, FastifyRequest } from 'fastify';
import { actionsOf } from '#platform/access';
import { VERSION } from '#platform/config';
import { FAULTS, Fault } from '#platform/fault';
import type { Context } from '#platform/room';
import type { Desk } from '../desk.ts';
import { policyOf } from '../identity.ts';
import type { Signed } from '../identity.ts';
import type { Place } from '../role/place.ts';
import { tellEnded } from '../session/ended.ts';
import { endSession, sessionKey, whoIs } from '../session/session.ts';
import { cookieName, cookieOptions, sessionToken } from './edge.ts';

/** Who is signed in, as the web shows it: docs/api.md. */
export function meOf(context: Context, desk: Desk, signed: Signed) {
  const facility = (code: string | null) => (code === null ? null : { code, name: context.facilityName(code) });
  const place = (one: Place) => ({ id: one.id, role: one.role, facility: facility(one.facility), inheritedFrom: one.inheritedFrom });
  const { role } = policyOf(signed, null);
  return {
    id: signed.id, account: signed.user, displayName: signed.displayName, role: signed.role, facility: facility(signed.facility), demonstration: context.installation.kind === 'demonstration',
    // Patterns of what the role may do: `dossier.*`, `catalogue.read`. A door that cannot be opened is not shown.
    actions: actionsOf(role, desk.today()), version: VERSION, places: signed.places.map(place), place: signed.place ? place(signed.place) : null,
    strength: signed.strength, method: signed.method, hasSecond: signed.hasSecond, enrolling: signed.enrolling, secondWaived: signed.secondWaived,
  };
}

/** Gives the browser its new session, under a new token; the one it had ends. */
export async function letIn(context: Context, desk: Desk, request: FastifyRequest, reply: FastifyReply, token: string) {
  const before = sessionToken(request);
  if (before !== undefined && before !== token) {
    await endSession(desk.db, before);
    await tellEnded(context, [sessionKey(before)]);
  }
  const signed = await whoIs(desk, token, request.ip);
  if (!signed) throw new Fault(FAULTS.notSignedIn);
  reply.setCookie(cookieName(request), token, cookieOptions(request));
  return meOf(context, desk, signed);
}
