import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type Provider from 'oidc-provider';
import { z } from 'zod';
import type { Policy } from '#platform/access';
import type { Database } from '#platform/db';
import { FAULTS, Fault } from '#platform/fault';
import { route } from '#platform/http';
import { isOtherScope, parseScope, parseScopes } from '#platform/openid/rules';
import type { Context } from '#platform/room';
import { readClient } from './clients.ts';
import type { ClientRow } from './clients.ts';
import { OPENID_FAULTS } from './faults.ts';
import { writeGrant } from './grant.ts';
import { seeLaunch, takeLaunch } from './launch.ts';
import { TTL } from './provider.ts';
import type { Running } from './runtime.ts';
import type { Seams, SignedIn } from './seams.ts';

const params = z.object({ uid: z.string().regex(/^[\w-]{10,60}$/) });
const decision = z.strictObject({ scopes: z.array(z.string().max(500)).max(100), person: z.uuid().optional() });
const requested = z.looseObject({ client_id: z.string(), scope: z.string().default(''), launch: z.string().optional() });

interface Asking {
  readonly client: ClientRow;
  readonly words: readonly string[];
  readonly launch: string | undefined;
  readonly returnTo: string;
}

/**
 * Between a program's request and our answer: GET /api/openid/interactions/:uid leads to the page; /details says what is asked;
 * POST /consent and /refuse answer where the browser goes on. Bound to the browser that began, by oidc-provider's signed cookie.
 */
export function interactionRoutes(app: FastifyInstance, context: Context, running: () => Promise<Running>, seams: Seams): void {
  const { db } = context;
  const base = '/api/openid/interactions/:uid';

  route(app, { method: 'GET', url: base, action: 'web.read', params, handler: ({ input, reply }) => reply.redirect(`/dong-y/${input.params.uid}`, 303) });

  route(app, {
    method: 'GET', url: `${base}/details`, action: 'consent.read', params,
    async handler({ policy, input, request, reply }) {
      const { provider } = await running();
      const who = await signedIn(seams, request);
      const asking = await readAsking(provider, db, request.raw, reply.raw, input.params.uid);
      await db.withAccess(policy, { action: 'consent.read', target: `program/${asking.client.id}` }, async () => {});
      const patient = await patientSeen(asking, policy, who);
      return {
        program: { name: asking.client.name, owner: asking.client.owner, address: originOf(asking.client.redirect_uris[0]) },
        account: who.displayName, citizen: who.role === 'citizen',
        scopes: asking.words.filter((word) => parseScope(word) !== undefined).map((word) => ({ word, ...scopeParts(word) })),
        who: asking.words.some((word) => word === 'openid' || word === 'fhirUser' || word === 'profile'),
        lasts: asking.words.includes('offline_access') ? 'long' : asking.words.includes('online_access') ? 'session' : 'minutes',
        patient: patient.label, choosesPatient: patient.choose,
      };
    },
  });

  route(app, {
    method: 'POST', url: `${base}/consent`, action: 'consent.give', params, body: decision,
    async handler({ policy, input, request, reply }) {
      const { provider, place } = await running();
      const who = await signedIn(seams, request);
      const asking = await readAsking(provider, db, request.raw, reply.raw, input.params.uid);
      const granted = choose(asking.words, input.body.scopes);
      const chosen = input.body.person === undefined ? undefined : await seams.patientOf(policy, input.body.person);
      if (input.body.person !== undefined && !chosen) throw new Fault(OPENID_FAULTS.noPatient);
      const own = who.role === 'citizen' && who.person !== undefined ? await seams.patientOf(asHimself(policy, who), who.person) : undefined;
      const grant = await grantFor(provider, who, asking, granted, place.fhir);
      await db.withAccess(policy, { action: 'consent.give', target: `program/${asking.client.id}` }, async (tx) => {
        const launched = asking.launch === undefined ? undefined : await takeLaunch(tx, asking.launch, asking.client.id, who.id);
        if (asking.launch !== undefined && !launched) throw new Fault(OPENID_FAULTS.launchGone);
        // A citizen's program sees himself, whoever was named.
        const patient = who.role === 'citizen' ? own?.patient : launched?.patient ?? chosen?.patient;
        if (needsPatient(asking.words) && patient === undefined) throw new Fault(OPENID_FAULTS.needsPatient);
        if (launched && patient !== launched.patient) throw new Fault(OPENID_FAULTS.launchGone);
        await writeGrant(tx, {
          id: grant, client: asking.client.id, account: who.id, role: who.role, facility: who.facility, person: who.person ?? null,
          patient: patient ?? null, encounter: launched?.encounter ?? null, session: asking.words.includes('offline_access') ? null : who.session, strength: who.strength ?? null,
        }, TTL.offline);
      });
      await leaveOldSession(provider, request.raw, reply.raw, who.id);
      const login = { accountId: who.id, remember: false, ...(who.authTime === undefined ? {} : { ts: who.authTime }) };
      return { to: await provider.interactionResult(request.raw, reply.raw, { login, consent: { grantId: grant } }, { mergeWithLastSubmission: false }) };
    },
  });

  route(app, {
    method: 'POST', url: `${base}/refuse`, action: 'consent.give', params,
    async handler({ policy, input, request, reply }) {
      const { provider } = await running();
      const asking = await readAsking(provider, db, request.raw, reply.raw, input.params.uid);
      await db.withAccess(policy, { action: 'consent.refuse', target: `program/${asking.client.id}` }, async () => {});
      return { to: await provider.interactionResult(request.raw, reply.raw, { error: 'access_denied', error_description: 'the user refused' }, { mergeWithLastSubmission: false }) };
    },
  });

  async function patientSeen(asking: Asking, policy: Policy, who: SignedIn): Promise<{ label: string | null; choose: boolean }> {
    if (!needsPatient(asking.words) && asking.launch === undefined) return { label: null, choose: false };
    if (who.role === 'citizen') {
      const own = who.person === undefined ? undefined : await seams.patientOf(asHimself(policy, who), who.person);
      return { label: own?.label ?? null, choose: false };
    }
    if (asking.launch === undefined) return { label: null, choose: true };
    const { launch } = asking;
    const seen = await db.withAccess(policy, { action: 'consent.read', target: 'launch' }, (tx) => seeLaunch(tx, launch, asking.client.id, who.id));
    if (!seen) throw new Fault(OPENID_FAULTS.launchGone);
    return { label: await seams.patientLabel(policy, seen.patient) ?? null, choose: false };
  }
}

/** The gate knows a citizen's person only when identity tells it; here it is known in any case. */
function asHimself(policy: Policy, who: SignedIn): Policy {
  return who.person === undefined ? policy : { ...policy, person: who.person };
}

async function signedIn(seams: Seams, request: FastifyRequest): Promise<SignedIn> {
  const who = await seams.whoIs(request);
  if (!who) throw new Fault(FAULTS.notSignedIn);
  return who;
}

/** Asks with a connection of its own, so it must not be called while a transaction is held. @throws Fault openid.interaction-gone */
async function readAsking(provider: Provider, db: Database, req: IncomingMessage, res: ServerResponse, uid: string): Promise<Asking> {
  const found = await provider.interactionDetails(req, res).catch(() => undefined);
  if (!found || found.uid !== uid || found.result !== undefined) throw new Fault(OPENID_FAULTS.interactionGone);
  const asked = requested.parse(found.params);
  const client = await db.bookkeeping('openid', (tx) => readClient(tx, asked.client_id));
  if (!client || client.closed_at !== null) throw new Fault(OPENID_FAULTS.interactionGone);
  return { client, words: asked.scope.split(' ').filter((word) => word !== ''), launch: asked.launch, returnTo: found.returnTo };
}

/** @throws Fault when nothing is ticked or something that was not asked for */
function choose(asked: readonly string[], ticked: readonly string[]): string[] {
  const about = asked.filter((word) => parseScope(word) !== undefined);
  if (ticked.some((word) => !about.includes(word)) || (about.length > 0 && ticked.length === 0)) throw new Fault(OPENID_FAULTS.nothingGranted);
  return [...new Set(ticked)];
}

function needsPatient(words: readonly string[]): boolean {
  return words.includes('launch/patient') || parseScopes(words.join(' ')).some((scope) => scope.context === 'patient');
}

/** What was unticked must be stored as refused, or oidc-provider asks for it again for ever. */
async function grantFor(provider: Provider, who: SignedIn, asking: Asking, granted: readonly string[], fhir: string): Promise<string> {
  const grant = new provider.Grant({ accountId: who.id, clientId: asking.client.id });
  const others = asking.words.filter(isOtherScope);
  if (others.length > 0) grant.addOIDCScope(others.join(' '));
  const claims = ['fhirUser', 'name'].filter((claim) => (claim === 'name' ? others.includes('profile') : others.includes('fhirUser')));
  if (claims.length > 0) grant.addOIDCClaims(claims);
  if (granted.length > 0) grant.addResourceScope(fhir, granted.join(' '));
  const refused = asking.words.filter((word) => parseScope(word) !== undefined && !granted.includes(word));
  if (refused.length > 0) grant.rejectResourceScope(fhir, refused.join(' '));
  return grant.save();
}

/** Another account at the same browser: the provider's session of the one before is ended, not carried on. */
async function leaveOldSession(provider: Provider, req: IncomingMessage, res: ServerResponse, account: string): Promise<void> {
  const interaction = await provider.interactionDetails(req, res);
  if (interaction.session?.accountId === undefined || interaction.session.accountId === account) return;
  await (await provider.Session.findByUid(interaction.session.uid))?.destroy();
  interaction.session = undefined;
  await interaction.save(interaction.exp - Math.floor(Date.now() / 1000));
}

function scopeParts(word: string): { context: string; type: string; interactions: readonly string[]; narrowed: boolean } {
  const scope = parseScope(word);
  return { context: scope?.context ?? '', type: scope?.type ?? '', interactions: scope?.interactions ?? [], narrowed: (scope?.query.length ?? 0) > 0 };
}

const originOf = (uri: string | undefined): string => (uri !== undefined && URL.canParse(uri) ? new URL(uri).host : '');
