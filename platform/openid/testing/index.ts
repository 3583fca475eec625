import { createHash, generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { after } from 'node:test';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { SignJWT, exportJWK } from 'jose';
import type { JWK } from 'jose';
import { z } from 'zod';
import { ANONYMOUS } from '#platform/access';
import type { Policy, Role } from '#platform/access';
import type { Database } from '#platform/db';
import { createHttp, route } from '#platform/http';
import type { Context } from '#platform/room';
import { testContext } from '#platform/room/testing';
import { openid } from '#platform/openid/server';
import type { Openid, OutsideProvider, SignedIn } from '#platform/openid/server';
import { Browser } from './browser.ts';

export { Browser } from './browser.ts';
export type { TokenAnswer } from './browser.ts';

/** Accounts of the tests; a sign-in is the cookie `who=<id>.<session>`. */
const PEOPLE: Readonly<Record<string, { readonly role: Role; readonly facility: string | null; readonly person?: string }>> = {
  'bac-si': { role: 'doctor', facility: '62990' }, 'bac-si-2': { role: 'doctor', facility: '62990' }, 'quan-tri': { role: 'admin', facility: null },
  'dan': { role: 'citizen', facility: null, person: '11111111-1111-4111-8111-111111111111' },
};
/** Persons and the Patient that programs get for each. */
export const PATIENTS: Readonly<Record<string, string>> = { '11111111-1111-4111-8111-111111111111': 'pat-1', '22222222-2222-4222-8222-222222222222': 'pat-2' };
export const [PERSON_1 = '', PERSON_2 = ''] = Object.keys(PATIENTS);

export interface TestOpenid {
  readonly origin: string;
  readonly fhir: string;
  readonly context: Context;
  readonly openid: Openid;
  readonly app: FastifyInstance;
  /** Accounts that were closed. */
  readonly closed: Set<string>;
  /** Accounts whose role has ended. */
  readonly ended: Set<string>;
  browser(account?: string, session?: string): Browser;
  register(program: Readonly<Record<string, unknown>>): Promise<{ id: string; secret: string | null }>;
}

function whoOf(request: FastifyRequest, closed: ReadonlySet<string>): SignedIn | undefined {
  const [id = '', session = ''] = (request.cookies['who'] ?? '').split('.');
  const known = PEOPLE[id];
  return known && !closed.has(id) ? { id, displayName: `Người thử ${id}`, session, ...known } : undefined;
}

/** The room at a real port of this machine, with a stub of the FHIR API that tells who was let in. */
export async function startOpenid(db: Database, outside: (origin: string) => readonly OutsideProvider[] = () => [], openidSecrets = false): Promise<TestOpenid> {
  const base = await testContext(db, 'demonstration');
  const context = { ...base, settings: { ...base.settings, openidSecrets } };
  const closed = new Set<string>();
  const ended = new Set<string>();
  const room = openid(() => ({
    whoIs: (request) => Promise.resolve(whoOf(request, closed)),
    accountName: (id) => Promise.resolve(id in PEOPLE && !closed.has(id) ? `Người thử ${id}` : undefined),
    worksAs: (id, role, facility) => Promise.resolve(!closed.has(id) && !ended.has(id) && PEOPLE[id]?.role === role && PEOPLE[id].facility === facility),
    patientOf: (_policy, person) => Promise.resolve(PATIENTS[person] === undefined ? undefined : { patient: PATIENTS[person], label: `Người bệnh ${PATIENTS[person]}` }),
    patientLabel: (_policy, patient) => Promise.resolve(`Người bệnh ${patient}`),
    outside, findPersonByCitizenId: (number) => Promise.resolve(number === '062165000111' ? PERSON_1 : undefined), accountOfCitizen: () => Promise.resolve('dan'),
    async openSession(_request, reply, who) { reply.setCookie('who', `${who.account}.outside-${who.strength}`, { path: '/' }); },
  }));
  const app = await createHttp({
    gate: {
      async policyOf(request) {
        const bearer = await room.bearerPolicy(db, request);
        if (bearer) return bearer;
        const who = whoOf(request, closed);
        return who ? { actor: { id: who.id, kind: 'account' }, role: who.role, facility: who.facility, purpose: 'test', requestId: request.id } : ANONYMOUS;
      },
      refused: (policy, action, target) => db.refuse(policy, { action, target }), today: () => '20261121',
    },
    metrics: context.metrics, logLevel: 'silent', trustProxy: 0,
  });
  await room.room.routes?.(app, context);
  stubFhir(app);
  const origin = await app.listen({ port: 0, host: '127.0.0.1' });
  after(() => app.close());
  return {
    origin, fhir: `${origin}/fhir`, context, openid: room, app, closed, ended,
    browser(account, session = randomUUID()) {
      const browser = new Browser(origin);
      if (account !== undefined) browser.cookies.set('who', { value: `${account}.${session}`, path: '/' });
      return browser;
    },
    async register(program) {
      const admin = new Browser(origin);
      admin.cookies.set('who', { value: 'quan-tri.x', path: '/' });
      const answer = await admin.post('/api/programs', { name: 'Chương trình thử', owner: 'Đơn vị thử', kind: 'public', method: 'none', scopes: 'patient/*.rs', redirectUris: [REDIRECT], ...program });
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.json));
      return z.object({ id: z.string(), secret: z.string().nullable() }).parse(answer.json);
    },
  };
}

export const REDIRECT = 'http://127.0.0.1:9/app/back';

/** Stands where the FHIR API will: answers with the policy that the gate made of the token. */
function stubFhir(app: FastifyInstance): void {
  route(app, {
    method: 'GET', url: '/fhir/Patient/:id', action: 'web.read', params: z.object({ id: z.string() }),
    handler({ policy, input, reply }) {
      reply.type('application/fhir+json');
      return { resourceType: 'Patient', id: input.params.id, policy: policyView(policy) };
    },
  });
}

const policyView = (policy: Policy) => ({ actor: policy.actor.id, role: policy.role, facility: policy.facility, scopes: policy.scopes ?? null, program: policy.program ?? null, patient: policy.launchPatient ?? null, person: policy.person ?? null });

export interface Pkce { readonly verifier: string; readonly challenge: string }
export function pkce(): Pkce {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

/** A key pair of a backend service. */
export async function serviceKey(alg: 'ES384' | 'RS384'): Promise<{ jwks: { keys: JWK[] }; assertion(claims: Readonly<Record<string, unknown>>, header?: Readonly<Record<string, string>>): Promise<string> }> {
  const pair = alg === 'ES384' ? generateKeyPairSync('ec', { namedCurve: 'P-384' }) : generateKeyPairSync('rsa', { modulusLength: 2048 });
  const kid = randomUUID();
  return {
    jwks: { keys: [{ ...await exportJWK(pair.publicKey), kid, alg, use: 'sig' }] },
    assertion: (claims, header = {}) => new SignJWT({ ...claims }).setProtectedHeader({ alg, kid, typ: 'JWT', ...header }).sign(pair.privateKey),
  };
}
