import { createLocalJWKSet, jwtVerify } from 'jose';
import type { JWK } from 'jose';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ANONYMOUS, ROLES, currentPersons } from '#platform/access';
import type { Policy } from '#platform/access';
import { Fault } from '#platform/fault';
import { isBearer } from '#platform/http';
import type { Context } from '#platform/room';
import { readClient } from './clients.ts';
import { OPENID_FAULTS } from './faults.ts';
import type { Running } from './runtime.ts';
import type { Seams } from './seams.ts';
import { tokenStands } from './shadow.ts';

const claims = z.looseObject({
  jti: z.string(), sub: z.string(), client_id: z.string(), scope: z.string().default(''),
  role: z.enum(ROLES).optional(), facility: z.string().nullable().optional(), person: z.string().nullable().optional(), patient: z.string().nullable().optional(),
  strength: z.union([z.literal(1), z.literal(2), z.literal(3)]).nullable().optional(),
});
type Claims = z.output<typeof claims>;

/** Milliseconds that "it still stands" is believed: so long a revocation may take to bite. */
const BELIEVED = 20_000;
const MOST_BELIEVED = 10_000;

/** Reads `Authorization: Bearer`. @returns undefined when the request has none. @throws Fault openid.bad-token | openid.not-for-programs */
export type BearerGate = (request: FastifyRequest) => Promise<Policy | undefined>;

export function bearerGate(context: Context, running: () => Promise<Running>, seams: Pick<Seams, 'worksAs'>): BearerGate {
  const believed = new Map<string, { readonly policy: Policy; readonly until: number }>();
  const { db } = context;

  async function policyFor(token: Claims): Promise<Policy | undefined> {
    const known = believed.get(token.jti);
    if (known && known.until > Date.now()) return known.policy;
    believed.delete(token.jti);
    if (!(await tokenStands(db, token.jti))) return undefined;
    const policy = await makePolicy(token);
    if (believed.size >= MOST_BELIEVED) believed.clear();
    if (policy) believed.set(token.jti, { policy, until: Date.now() + BELIEVED });
    return policy;
  }

  async function makePolicy(token: Claims): Promise<Policy | undefined> {
    const shared = { requestId: null, scopes: token.scope.split(' ').filter((word) => word !== ''), program: token.client_id } as const;
    if (token.role === undefined) {
      // Nobody behind it: a backend service, for the facility it is registered for.
      const client = await db.bookkeeping('openid', (tx) => readClient(tx, token.client_id));
      if (!client || client.kind !== 'backend' || token.sub !== token.client_id) return undefined;
      return { actor: { id: token.client_id, kind: 'account' }, role: 'program', facility: client.facility, purpose: 'program', ...shared };
    }
    if (!(await seams.worksAs(token.sub, token.role, token.facility ?? null))) return undefined;
    // Persons are joined and parted while a grant lives.
    const named = token.person ?? null;
    const [person] = named === null ? [] : await db.bookkeeping('openid', (tx) => currentPersons(tx, [named]));
    return {
      actor: { id: token.sub, kind: 'account' }, role: token.role, facility: token.facility ?? null, purpose: token.role === 'citizen' ? 'own-record' : 'work', ...shared,
      ...(person === undefined ? {} : { person }), ...(token.patient === null || token.patient === undefined || !aboutPatient(shared.scopes) ? {} : { launchPatient: token.patient }),
      // That he confirmed it was himself minutes ago was true of the moment of consent.
      ...(token.strength === null || token.strength === undefined ? {} : { strength: token.strength === 3 ? 2 : token.strength }),
    };
  }

  return async (request) => {
    const header = request.headers.authorization;
    if (header === undefined || !isBearer(header)) return undefined;
    const path = request.url.split('?')[0] ?? '';
    if (path !== '/fhir' && !path.startsWith('/fhir/')) {
      // A scope says nothing of our own screens, so a token opens none of them.
      await db.refuse({ ...ANONYMOUS, requestId: request.id }, { action: 'token.use', target: 'bearer/not-fhir' });
      throw new Fault(OPENID_FAULTS.notHere);
    }
    const { keys, place } = await running();
    const token = await verified(header.slice('bearer '.length).trim(), keys, place);
    const policy = token && await policyFor(token);
    if (!policy) {
      await db.refuse({ ...ANONYMOUS, requestId: request.id }, { action: 'token.use', target: token ? `program/${token.client_id}` : 'bearer/unreadable' });
      throw new Fault(OPENID_FAULTS.token);
    }
    return { ...policy, requestId: request.id, from: request.ip };
  };
}

/** A program with `user/…` alone was told of a patient, not kept to him; with any `patient/…` it is kept to him in all that it does. */
function aboutPatient(scopes: readonly string[]): boolean {
  return scopes.some((word) => word.startsWith('patient/'));
}

async function verified(token: string, keys: Running['keys'], place: Running['place']): Promise<Claims | undefined> {
  if (token.length > 8192) return undefined;
  // Our own ES256 keys by their kid and nothing that the token itself brings (jwk, jku, x5c are not looked at).
  const set = createLocalJWKSet({ keys: keys.filter((key) => key.alg === 'ES256').map((key): JWK => ({ ...key })) });
  try {
    const { payload, protectedHeader } = await jwtVerify(token, set, { issuer: place.issuer, audience: place.fhir, algorithms: ['ES256'], typ: 'at+jwt', requiredClaims: ['exp', 'iat', 'jti', 'sub', 'client_id'] });
    return protectedHeader.kid === undefined ? undefined : claims.safeParse(payload).data;
  } catch {
    return undefined;
  }
}

