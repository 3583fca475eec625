import { createHash } from 'node:crypto';
import Provider, { errors, interactionPolicy } from 'oidc-provider';
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import type { Database } from '#platform/db';
import { fetchOutside } from '#platform/http';
import { OTHER_SCOPES } from '#platform/openid/rules';
import { recordAdapter } from './adapter.ts';
import { readGrant } from './grant.ts';
import type { Jwk } from './keys.ts';
import { logoutPage, problemPage, signedOutPage } from './pages.ts';
import type { Place } from './place.ts';
import type { Seams } from './seams.ts';
import { checkAsked, resourceScopes } from './asked.ts';
import { fhirUserOf, nothingThere, publishRetiredKeys, resolveTokenBody, smartAnswer, smartRequest } from './smart.ts';
import { keepShadow } from './shadow.ts';

/** Seconds that things live. Access is short: what the gate remembers of a revocation is at most half a minute old. */
export const TTL = { access: 300, code: 60, id: 3600, interaction: 1800, session: 12 * 3600, online: 12 * 3600, offline: 90 * 24 * 3600 } as const;

/** Longest life of a client assertion, by SMART Backend Services. */
const ASSERTION_SECONDS = 300;
const ASSERTION_SKEW = 15;

export interface ProviderParts {
  readonly db: Database;
  readonly place: Place;
  readonly seams: Pick<Seams, 'accountName'>;
  readonly keys: { readonly cookies: readonly string[]; readonly private: readonly Jwk[]; readonly retired: readonly Jwk[]; readonly all: readonly Jwk[] };
  readonly legacySecrets: boolean;
  /** jwks_uri may be http: a demonstration. */
  readonly plain: boolean;
  onError(error: unknown): void;
}

/** Our OpenID provider: code + PKCE for programs with a user, client credentials for those without. */
export function makeProvider(parts: ProviderParts): Provider {
  const { place, db } = parts;
  const provider = new Provider(place.issuer, configurationOf(parts));
  // The forwarded headers are written by our own mount.
  provider.proxy = true;
  // Secrets are kept as hashes: what comes is hashed before it is compared.
  Object.defineProperty(provider.Client.prototype, 'compareClientSecret', {
    value(this: { clientSecret?: string }, given: string): boolean {
      return this.clientSecret !== undefined && createHash('sha256').update(given).digest('base64url') === this.clientSecret;
    },
  });
  provider.use(nothingThere);
  provider.use(publishRetiredKeys(parts.keys.retired));
  provider.use(resolveTokenBody(place, parts.keys.all));
  provider.use(smartRequest(place));
  provider.use(smartAnswer(db, place));
  provider.on('server_error', (_ctx, error) => { parts.onError(error); });
  return provider;
}

function configurationOf(parts: ProviderParts): Configuration {
  const { db, place } = parts;
  const fhir = {
    audience: place.fhir, accessTokenFormat: 'jwt', accessTokenTTL: TTL.access, jwt: { sign: { alg: 'ES256' } },
  } as const;
  return {
    adapter: recordAdapter(db, parts.legacySecrets),
    jwks: { keys: parts.keys.private.map((key) => ({ ...key })) },
    cookies: { keys: [...parts.keys.cookies], names: { session: 'yteso-oidc', interaction: 'yteso-oidc-ask', resume: 'yteso-oidc-resume' }, short: { httpOnly: true, sameSite: 'lax' }, long: { httpOnly: true, sameSite: 'lax' } },
    scopes: [...OTHER_SCOPES], claims: { openid: ['sub'], fhirUser: ['fhirUser'], profile: ['name'] },
    allowOmittingSingleRegisteredRedirectUri: false,
    responseTypes: ['code'], clientAuthMethods: ['none', 'private_key_jwt', ...(parts.legacySecrets ? ['client_secret_basic' as const] : [])],
    // SMART asks for these two; they are off by default.
    enabledJWA: { clientAuthSigningAlgValues: ['ES384', 'RS384'], idTokenSigningAlgValues: ['RS256', 'ES256'] },
    pkce: { required: () => true },
    extraClientMetadata: { properties: ['yteso_scopes'] },
    extraParams: { launch: null, aud: (ctx) => checkAsked(ctx, place) },
    features: {
      devInteractions: { enabled: false }, clientCredentials: { enabled: true }, introspection: { enabled: true, allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId },
      revocation: { enabled: true, allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId }, pushedAuthorizationRequests: { enabled: false }, dPoP: { enabled: false },
      rpInitiatedLogout: { enabled: true, logoutSource: logoutPage, postLogoutSuccessSource: signedOutPage },
      resourceIndicators: {
        enabled: true,
        defaultResource: (ctx) => (wantsRecord(ctx) ? place.fhir : undefined),
        useGrantedResource: () => true,
        getResourceServerInfo(ctx, indicator, client) {
          if (indicator !== place.fhir) throw new errors.InvalidTarget('unknown resource');
          return { ...fhir, scope: resourceScopes(ctx, client) };
        },
      },
    },
    interactions: { policy: alwaysAsk(), url: (_ctx, interaction) => `/api/openid/interactions/${interaction.uid}` },
    // A grant is for one launch: what was agreed to for one patient says nothing of the next.
    loadExistingGrant: async (ctx) => {
      const id = ctx.oidc.result?.consent?.grantId;
      return id === undefined ? undefined : ctx.oidc.provider.Grant.find(id);
    },
    expiresWithSession: () => false,
    issueRefreshToken: (_ctx, client, source) => client.grantTypeAllowed('refresh_token') && (source.scopes.has('offline_access') || source.scopes.has('online_access')),
    rotateRefreshToken: true,
    revokeGrantPolicy: (ctx) => !(ctx.oidc.route === 'revocation' && ctx.oidc.entities.AccessToken !== undefined),
    async findAccount(ctx, id) {
      const name = await parts.seams.accountName(id);
      if (name === undefined) return undefined;
      return {
        accountId: id,
        async claims(_use, scope) {
          const grant = ctx.oidc.entities.Grant === undefined ? undefined : await readGrant(db, ctx.oidc.entities.Grant.jti);
          return { sub: id, ...(scope.split(' ').includes('profile') ? { name } : {}), ...(grant === undefined ? {} : { fhirUser: fhirUserOf(place, grant) }) };
        },
      };
    },
    async extraTokenClaims(_ctx, token) {
      if (!('grantId' in token) || token.grantId === undefined) return undefined;
      const grant = await readGrant(db, token.grantId);
      return grant && { role: grant.role, facility: grant.facility, person: grant.person, patient: grant.patient, strength: grant.strength };
    },
    formats: { customizers: { jwt: (_ctx, token, parts_) => keepShadow(db, token, parts_.payload) } },
    assertJwtClientAuthClaimsAndHeader(_ctx, claims) {
      const now = Date.now() / 1000;
      const exp = typeof claims['exp'] === 'number' ? claims['exp'] : 0;
      if (exp > now + ASSERTION_SECONDS + ASSERTION_SKEW) throw new errors.InvalidClientAuth('exp must be at most five minutes away');
      if (claims['aud'] !== `${place.issuer}/token`) throw new errors.InvalidClientAuth('aud must be the token endpoint');
      if (claims['sub'] !== claims['iss']) throw new errors.InvalidClientAuth('sub must be the client');
    },
    async fetch(url) {
      const { body, type } = await fetchOutside(String(url), { plain: parts.plain });
      return new Response(body.toString('utf8'), { headers: { 'content-type': type } });
    },
    clientBasedCORS: (_ctx, origin, client) => client.clientAuthMethod === 'none' && (client.redirectUris ?? []).some((uri) => URL.canParse(uri) && new URL(uri).origin === origin),
    renderError: problemPage,
    clockTolerance: 5,
    ttl: {
      AccessToken: TTL.access, ClientCredentials: TTL.access, AuthorizationCode: TTL.code, IdToken: TTL.id, Interaction: TTL.interaction, Session: TTL.session, Grant: TTL.offline,
      // Rotation does not lengthen: the family ends when its first token would have.
      RefreshToken: (ctx, token) => ctx.oidc.entities.RotatedRefreshToken?.remainingTTL ?? (token.scopes.has('offline_access') ? TTL.offline : TTL.online),
    },
  };
}

/** Whether the request, or what it goes back to, is about the record and not only about who signs in. */
function wantsRecord(ctx: KoaContextWithOIDC): boolean {
  if (ctx.oidc.params?.['grant_type'] === 'client_credentials') return true;
  const source = ctx.oidc.entities.AuthorizationCode ?? ctx.oidc.entities.RefreshToken;
  const asked = source?.scope ?? String(ctx.oidc.params?.['scope'] ?? '');
  return asked.split(' ').some((word) => word.includes('/') && !word.startsWith('launch/'));
}

/** Nobody gets in by an old session of this provider: who it is, is asked of our own session every time, and consent with it. */
function alwaysAsk(): interactionPolicy.DefaultPolicy {
  const policy = interactionPolicy.base();
  policy.get('login')?.checks.add(new interactionPolicy.Check('own_session', 'the user is asked every time', 'login_required',
    (ctx) => (ctx.oidc.result?.login === undefined ? interactionPolicy.Check.REQUEST_PROMPT : interactionPolicy.Check.NO_NEED_TO_PROMPT)));
  return policy;
}
