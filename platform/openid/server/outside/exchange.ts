import * as client from 'openid-client';
import { z } from 'zod';
import type { OutsideProvider } from './provider.ts';

/** Who the outside provider says it is. */
export interface OutsideSubject {
  readonly subject: string;
  /** Twelve figures, when it tells them. */
  readonly number: string | undefined;
  readonly name: string | undefined;
  readonly strength: 1 | 2;
  /** Seconds since 1970. */
  readonly authTime: number | undefined;
}

export interface Try { readonly state: string; readonly nonce: string; readonly verifier: string | null }

/** Seconds that the provider may take for each answer. */
const PATIENCE = 5;

function configurationOf(provider: OutsideProvider): client.Configuration {
  const auth = provider.auth === 'post' ? client.ClientSecretPost(provider.clientSecret) : client.ClientSecretBasic(provider.clientSecret);
  const configuration = new client.Configuration({
    issuer: provider.issuer, authorization_endpoint: provider.authorizationEndpoint, token_endpoint: provider.tokenEndpoint, jwks_uri: provider.jwksUri,
    ...(provider.userinfoEndpoint === undefined ? {} : { userinfo_endpoint: provider.userinfoEndpoint }),
  }, provider.clientId, {}, auth);
  configuration.timeout = PATIENCE;
  // The signature of the id token is checked although it came over our own line to the provider.
  client.enableNonRepudiationChecks(configuration);
  if (provider.insecure) client.allowInsecureRequests(configuration);
  return configuration;
}

export async function beginAt(provider: OutsideProvider, redirectUri: string): Promise<{ to: string; tried: Try }> {
  const tried: Try = { state: client.randomState(), nonce: client.randomNonce(), verifier: provider.pkce ? client.randomPKCECodeVerifier() : null };
  const to = client.buildAuthorizationUrl(configurationOf(provider), {
    redirect_uri: redirectUri, scope: provider.scope, state: tried.state, nonce: tried.nonce, ...(provider.acrValues === undefined ? {} : { acr_values: provider.acrValues }),
    ...(tried.verifier === null ? {} : { code_challenge: await client.calculatePKCECodeChallenge(tried.verifier), code_challenge_method: 'S256' }),
  });
  return { to: to.href, tried };
}

const text = z.string().trim().min(1).max(200);

/** The code for the subject. @param back the whole address the browser came back to. @throws when anything does not fit */
export async function finishAt(provider: OutsideProvider, back: URL, tried: Try): Promise<OutsideSubject> {
  const issuer = back.searchParams.get('iss');
  // Some other provider's answer carried to this one's door.
  if (issuer !== null && issuer !== provider.issuer) throw new Error('answer of another issuer');
  const configuration = configurationOf(provider);
  const tokens = await client.authorizationCodeGrant(configuration, back, {
    expectedState: tried.state, expectedNonce: tried.nonce, idTokenExpected: true, ...(tried.verifier === null ? {} : { pkceCodeVerifier: tried.verifier }),
  });
  const token = tokens.claims();
  if (!token) throw new Error('no id token');
  const missing = !text.safeParse(token[provider.claims.number]).success && provider.userinfoEndpoint !== undefined;
  const claims: Readonly<Record<string, unknown>> = missing ? { ...await client.fetchUserInfo(configuration, tokens.access_token, token.sub), ...token } : token;
  const number = text.safeParse(claims[provider.claims.number]).data;
  return {
    subject: token.sub, number: number !== undefined && /^\d{12}$/.test(number) ? number : undefined, name: text.safeParse(claims[provider.claims.name]).data,
    strength: provider.strengths[String(token['acr'])] ?? 1, authTime: typeof token.auth_time === 'number' ? token.auth_time : undefined,
  };
}
