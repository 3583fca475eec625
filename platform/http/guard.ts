import type { FastifyRequest } from 'fastify';
import { FAULTS, Fault } from '#platform/fault';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * A changing request must come from our own pages or from a program that says so: a header that no foreign form can set,
 * and no sign of another site. The cookie is SameSite=Strict besides.
 */
export function isFromOwnPages(request: FastifyRequest): boolean {
  if (SAFE.has(request.method)) return true;
  // A program with a bearer token: no foreign page can put that header there, and a cookie beside it is not looked at.
  if (isBearer(request.headers.authorization)) return true;
  const site = request.headers['sec-fetch-site'];
  const origin = request.headers.origin;
  return request.headers['x-yteso'] === '1'
    && (site === undefined || site === 'same-origin' || site === 'none')
    && (origin === undefined || hostOf(origin) === request.host);
}

/** Whether an Authorization header means a token, right or wrong. */
export function isBearer(header: string | undefined): boolean {
  return /^bearer(\s|$)/i.test(header ?? '');
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

/** Refuses NUL and half characters (a surrogate alone) anywhere in parsed input: PostgreSQL cannot keep them. Walks without recursion, so depth costs nothing. @throws Fault */
export function refuseNul(...values: unknown[]): void {
  const open = values;
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value === 'string') {
      if (value.includes('\u0000')) throw new Fault(FAULTS.nulCharacter);
      if (!value.isWellFormed()) throw new Fault(FAULTS.badRequest);
    } else if (typeof value === 'object' && value !== null && !Buffer.isBuffer(value) && !('pipe' in value)) {
      for (const [key, each] of Object.entries(value)) open.push(key, each);
    }
  }
}
