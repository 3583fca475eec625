import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

/** Over HTTPS the cookie is bound to this host and to encrypted lines. */
export function cookieName(request: FastifyRequest): string {
  return request.protocol === 'https' ? '__Host-yteso' : 'yteso';
}

/** What a sign-in is called where its token must not stand. */
export function sessionKey(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
