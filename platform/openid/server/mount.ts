import type { FastifyInstance } from 'fastify';
import { route, securityHeaders } from '#platform/http';
import type { Running } from './runtime.ts';

/** The logout form leads on to the program that asked, whose address the provider has checked; everything else of our policy stays. */
const LOGOUT = /^\/oidc\/session\/end/;

/**
 * oidc-provider under /oidc. It is a program of its own for raw requests: it reads the body, sets cookies and ends the answer, so Fastify
 * hands the connection over. What our edge puts on every answer is put there before.
 */
export function mountProvider(app: FastifyInstance, running: () => Promise<Running>): void {
  void app.register((inner, _options, done) => {
    inner.removeAllContentTypeParsers();
    inner.addContentTypeParser('*', (_request, _payload, parsed) => { parsed(null); });
    inner.route({
      method: ['GET', 'POST', 'OPTIONS'], url: '/oidc/*',
      async handler(request, reply) {
        const { provider, place } = await running();
        const { req, res } = { req: request.raw, res: reply.raw };
        reply.hijack();
        for (const [name, value] of Object.entries(securityHeaders(request.protocol))) res.setHeader(name, value);
        // Programs in browsers read the token's answer from their own origin; oidc-provider says to which it may be shown.
        res.setHeader('cross-origin-resource-policy', 'cross-origin');
        res.setHeader('cache-control', 'no-store');
        const path = req.url ?? '/oidc/';
        if (LOGOUT.test(path)) res.removeHeader('content-security-policy');
        // Every address it tells is built of these: of our settings, never of what a caller wrote into his headers.
        const { host, protocol } = new URL(place.origin);
        Object.assign(req.headers, { 'host': host, 'x-forwarded-host': host, 'x-forwarded-proto': protocol.slice(0, -1) });
        Object.defineProperty(req, 'baseUrl', { value: '/oidc', configurable: true });
        req.url = path.slice('/oidc'.length);
        await provider.callback()(req, res);
      },
    });
    done();
  });
}

/**
 * Programs run in pages of their own origin and read the record by a token in a header. No cookie comes along (no credentials are allowed),
 * so every origin may: what opens anything is the token. Must be there before the rooms whose routes it is for.
 */
export function crossOriginRecord(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    if (request.url.startsWith('/fhir/')) reply.headers({ 'access-control-allow-origin': '*', 'access-control-expose-headers': 'etag, last-modified, link, www-authenticate' });
    done();
  });
  app.options('/fhir/*', (_request, reply) => reply.headers({ 'access-control-allow-methods': 'GET, POST', 'access-control-allow-headers': 'authorization, accept, content-type, if-none-match', 'access-control-max-age': '3600' }).code(204).send());
}

/** GET /fhir/.well-known/smart-configuration and the look that programs may take over. Open to everybody, from every origin. */
export function smartConfiguration(app: FastifyInstance, running: () => Promise<Running>): void {
  route(app, {
    method: 'GET', url: '/fhir/.well-known/smart-configuration', action: 'web.read',
    async handler({ reply }) {
      const { place } = await running();
      reply.header('cross-origin-resource-policy', 'cross-origin');
      return {
        issuer: place.issuer, jwks_uri: `${place.issuer}/jwks`, authorization_endpoint: `${place.issuer}/auth`, token_endpoint: `${place.issuer}/token`,
        introspection_endpoint: `${place.issuer}/token/introspection`, revocation_endpoint: `${place.issuer}/token/revocation`,
        token_endpoint_auth_methods_supported: ['private_key_jwt'], token_endpoint_auth_signing_alg_values_supported: ['ES384', 'RS384'],
        grant_types_supported: ['authorization_code', 'client_credentials', 'refresh_token'], response_types_supported: ['code'], code_challenge_methods_supported: ['S256'],
        scopes_supported: ['openid', 'fhirUser', 'profile', 'launch', 'launch/patient', 'online_access', 'offline_access', 'patient/*.cruds', 'user/*.cruds', 'system/*.cruds'],
        capabilities: [
          'launch-ehr', 'launch-standalone', 'client-public', 'client-confidential-asymmetric', 'sso-openid-connect', 'context-banner', 'context-style', 'context-ehr-patient', 'context-ehr-encounter',
          'context-standalone-patient', 'permission-online', 'permission-offline', 'permission-patient', 'permission-user', 'permission-v1', 'permission-v2',
        ],
      };
    },
  });
  route(app, {
    method: 'GET', url: '/oidc/smart-style.json', action: 'web.read',
    handler({ reply }) {
      reply.header('access-control-allow-origin', '*').header('cross-origin-resource-policy', 'cross-origin');
      return { color_background: '#ffffff', color_error: '#b3261e', color_highlight: '#0b6bcb', color_modal_backdrop: '', color_success: '#1f7a3d', color_text: '#1a1f24', dim_border_radius: '6px', dim_font_size: '16px', dim_spacing_size: '16px', font_family_body: 'Be Vietnam Pro, sans-serif', font_family_heading: 'Be Vietnam Pro, sans-serif' };
    },
  });
}
