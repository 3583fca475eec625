import { Readable } from 'node:stream';
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import type { JWK } from 'jose';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { z } from 'zod';
import type { Database } from '#platform/db';
import { OTHER_SCOPES } from '#platform/openid/rules';
import { readGrant } from './grant.ts';
import type { Jwk } from './keys.ts';
import type { Place } from './place.ts';

type Step = (ctx: KoaContextWithOIDC, next: () => Promise<unknown>) => Promise<void>;

/** An address of nothing answers in OAuth's form too. */
export const nothingThere: Step = async (ctx, next) => {
  await next();
  if (ctx.status !== 404 || ctx.body !== undefined) return;
  ctx.status = 404;
  ctx.body = { error: 'not_found' };
};

/** Keys that signed until lately stay in the published set. */
export function publishRetiredKeys(retired: readonly Jwk[]): Step {
  const shape = z.object({ keys: z.array(z.unknown()) });
  return async (ctx, next) => {
    await next();
    const body = shape.safeParse(ctx.body);
    if (ctx.path === '/jwks' && body.success) ctx.body = { keys: [...body.data.keys, ...retired] };
  };
}

/** SMART's words in OAuth's: `aud` is the resource; a program that wants to renew without the user needs no `prompt` of its own. */
export function smartRequest(place: Place): Step {
  return async (ctx, next) => {
    if (ctx.path === '/auth' && ctx.method === 'GET') {
      const query = { ...ctx.query };
      if (query['aud'] === place.fhir && query['resource'] === undefined) query['resource'] = place.fhir;
      if (typeof query['scope'] === 'string' && query['scope'].split(' ').includes('offline_access') && query['prompt'] === undefined) query['prompt'] = 'consent';
      ctx.query = query;
    }
    await next();
  };
}

/** The context of the launch and the whole scope: oidc-provider tells only the resource's part of it. */
export function smartAnswer(db: Database, place: Place): Step {
  const body = z.looseObject({ access_token: z.string(), scope: z.string().optional() });
  return async (ctx, next) => {
    await next();
    if (ctx.path !== '/token' || ctx.status !== 200) return;
    const given = body.safeParse(ctx.body);
    const source = ctx.oidc.entities.AuthorizationCode ?? ctx.oidc.entities.RefreshToken;
    const grant = ctx.oidc.entities.Grant;
    if (!given.success || !source || !grant) return;
    const context = await readGrant(db, grant.jti);
    const asked = String(ctx.oidc.params?.['scope'] ?? source.scope ?? '').split(' ');
    const others = grant.getOIDCScopeFiltered(new Set(asked)).split(' ').filter((word) => OTHER_SCOPES.some((known) => known === word));
    const scope = [...others, ...(given.data.scope ?? '').split(' ').filter((word) => !OTHER_SCOPES.some((known) => known === word))].filter((word) => word !== '');
    ctx.body = {
      ...given.data, scope: scope.join(' '),
      ...(context?.patient === undefined || context.patient === null ? {} : { patient: context.patient, need_patient_banner: context.role !== 'citizen' }),
      ...(context?.encounter === undefined || context.encounter === null ? {} : { encounter: context.encounter }),
      smart_style_url: `${place.origin}/oidc/smart-style.json`,
      ...(context && others.includes('fhirUser') ? { fhirUser: fhirUserOf(place, context) } : {}),
    };
  };
}

/** A citizen is his Patient, everybody else a Practitioner under his account's id. */
export function fhirUserOf(place: Place, grant: { readonly role: string; readonly account: string; readonly patient: string | null }): string {
  return grant.role === 'citizen' && grant.patient !== null ? `${place.fhir}/Patient/${grant.patient}` : `${place.fhir}/Practitioner/${grant.account}`;
}

/**
 * Introspection and revocation know tokens by what the table holds, and of a JWT that is its jti. A JWT of ours (signature checked, expired or
 * not) is put in those terms; everything else goes on as it came and is found nowhere.
 */
export function resolveTokenBody(place: Place, keys: readonly Jwk[]): Step {
  const set = createLocalJWKSet({ keys: keys.map((key): JWK => ({ ...key })) });
  return async (ctx, next) => {
    if (ctx.method === 'POST' && (ctx.path === '/token/introspection' || ctx.path === '/token/revocation') && ctx.is('application/x-www-form-urlencoded') !== false) {
      const form = new URLSearchParams(await bodyOf(ctx));
      const token = form.get('token');
      if (token !== null && looksLikeJwt(token)) form.set('token', await jtiOf(token, set, place) ?? 'unknown');
      replaceBody(ctx, form.toString());
    }
    await next();
  };
}

/** Puts another body in the place of the one that was read. */
function replaceBody(ctx: KoaContextWithOIDC, text: string): void {
  const bytes = Buffer.from(text);
  const { method, url, socket, headers } = ctx.req;
  const fresh = Object.assign(Readable.from([bytes], { objectMode: false }), { method, url, socket, baseUrl: '/oidc', headers: { ...headers, 'content-length': String(bytes.length) } });
  for (const holder of [ctx, ctx.request]) Reflect.set(holder, 'req', fresh);
}

async function jtiOf(token: string, keys: ReturnType<typeof createLocalJWKSet>, place: Place): Promise<string | undefined> {
  try {
    const { payload } = await jwtVerify(token, keys, { issuer: place.issuer, audience: place.fhir, algorithms: ['ES256'], typ: 'at+jwt' });
    return payload.jti;
  } catch {
    return undefined;
  }
}

function looksLikeJwt(token: string): boolean {
  try {
    return decodeProtectedHeader(token).alg !== undefined;
  } catch {
    return false;
  }
}

const FORM_LIMIT = 56 * 1024;

async function bodyOf(ctx: KoaContextWithOIDC): Promise<string> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of ctx.req) {
    const bytes = Buffer.isBuffer(piece) ? piece : Buffer.from(String(piece));
    size += bytes.length;
    if (size > FORM_LIMIT) return '';
    pieces.push(bytes);
  }
  return Buffer.concat(pieces).toString('utf8');
}
