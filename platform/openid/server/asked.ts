import { errors } from 'oidc-provider';
import type { Client, KoaContextWithOIDC } from 'oidc-provider';
import { covers, isOtherScope, parseScope } from '#platform/openid/rules';
import type { Scope } from '#platform/openid/rules';
import type { Place } from './place.ts';

/** The scopes on resources that an administrator allowed a program. */
export function allowedOf(client: Client): Scope[] {
  const text: unknown = client['yteso_scopes'];
  return typeof text === 'string' ? text.split(' ').flatMap((word) => parseScope(word) ?? []) : [];
}

/** @throws InvalidScope at the first word that is unknown or was not allowed to the program: nothing is granted in part */
export function checkScopeWords(words: readonly string[], client: Client, contexts: readonly Scope['context'][]): void {
  const allowed = allowedOf(client);
  for (const word of words) {
    if (word === '' || isOtherScope(word)) continue;
    const scope = parseScope(word);
    if (scope === undefined) throw new errors.InvalidScope('unknown scope', word);
    if (!contexts.includes(scope.context) || !covers(allowed, scope)) throw new errors.InvalidScope('requested scope is not allowed', word);
  }
}

/** Of an authorization request: scopes, `aud`, `launch`. Runs after program and redirect address are known to be right. */
export function checkAsked(ctx: KoaContextWithOIDC, place: Place): void {
  const words = String(ctx.oidc.params?.['scope'] ?? '').split(' ');
  const { client } = ctx.oidc;
  if (!client) throw new errors.InvalidRequest('no client');
  checkScopeWords(words, client, ['patient', 'user']);
  const aud = ctx.oidc.params?.['aud'];
  const aboutRecord = words.some((word) => parseScope(word) !== undefined || word.startsWith('launch'));
  // A program that was shown another server's address must not hand its user's token over there.
  // As it was written: where nothing was, our own address stands among the parameters already. A request that goes on after consent was looked at before it.
  const named = aud !== undefined || ctx.oidc.route !== 'authorization' || ctx.query['resource'] === place.fhir;
  if (aud !== undefined ? aud !== place.fhir : aboutRecord && !named) throw new errors.InvalidTarget('aud must be the address of this FHIR server');
  const launch = ctx.oidc.params?.['launch'];
  if (words.includes('launch') !== (launch !== undefined)) throw new errors.InvalidRequest('scope launch and parameter launch go together');
}

/**
 * The scopes of this request that are on resources, which oidc-provider then knows as the resource server's.
 * At the token endpoint they are those of the code or refresh token; a backend service's are in the request.
 */
export function resourceScopes(ctx: KoaContextWithOIDC, client: Client): string {
  const source = ctx.oidc.entities.AuthorizationCode ?? ctx.oidc.entities.RefreshToken;
  const asked = String(source?.scope ?? ctx.oidc.params?.['scope'] ?? '').split(' ');
  if (ctx.oidc.params?.['grant_type'] === 'client_credentials') {
    const words = asked.filter((word) => word !== '');
    if (words.length === 0 || words.some(isOtherScope)) throw new errors.InvalidScope('only system scopes, at least one', asked.join(' '));
    checkScopeWords(words, client, ['system']);
  } else if (source === undefined) {
    checkScopeWords(asked, client, ['patient', 'user']);
  }
  // What was closed to the program since is not given again.
  const allowed = allowedOf(client);
  return asked.filter((word) => { const scope = parseScope(word); return scope !== undefined && covers(allowed, scope); }).join(' ');
}
