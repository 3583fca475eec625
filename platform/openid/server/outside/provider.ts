import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** An outside provider of identity, as we meet it. */
export const outsideProvider = z.strictObject({
  /** Stands in addresses: `vneid`. */
  id: z.string().regex(/^[a-z0-9-]{2,30}$/), name: z.string().min(1).max(60),
  /** Citizens are found by their number; staff only when an administrator linked them. */
  people: z.enum(['citizens', 'staff']),
  issuer: z.url(), authorizationEndpoint: z.url(), tokenEndpoint: z.url(), jwksUri: z.url(), userinfoEndpoint: z.url().optional(),
  clientId: z.string().min(1), clientSecret: z.string().min(1), auth: z.enum(['post', 'basic']),
  /** Neither VNeID nor VNConnect has shown it; state and nonce are always there. */
  pkce: z.boolean(),
  scope: z.string().default('openid'), acrValues: z.string().optional(),
  /** What the provider's `acr` means for us; others mean 1. */
  strengths: z.record(z.string(), z.union([z.literal(1), z.literal(2)])).default({}),
  /** Names of the claims with the citizen number and the name. */
  claims: z.strictObject({ number: z.string(), name: z.string() }),
  /** http: the stand-in on this machine alone. */
  insecure: z.literal(true).optional(),
});
export type OutsideProvider = z.output<typeof outsideProvider>;

const account = z.strictObject({ id: outsideProvider.shape.id.optional(), name: z.string().optional(), base: z.url(), clientId: z.string(), clientSecret: z.string() });
const file = z.array(z.discriminatedUnion('kind', [
  account.extend({ kind: z.literal('vneid') }), account.extend({ kind: z.literal('vnconnect') }),
  account.extend({ kind: z.literal('keycloak'), people: outsideProvider.shape.people, numberClaim: z.string().default('citizen_id') }),
  outsideProvider.extend({ kind: z.literal('other') }),
])).max(10);
type Entry = z.output<typeof file>[number];
type Account = Pick<z.output<typeof account>, 'base' | 'clientId' | 'clientSecret'> & { readonly id?: string | undefined; readonly name?: string | undefined };

/** VNeID's single sign-on, as links of public services show it: a Keycloak realm `citizen`. Claim names beside `sub` are to be checked with the contract. */
export function vneid({ base, clientId, clientSecret, id = 'vneid', name = 'VNeID' }: Account): OutsideProvider {
  const realm = `${base}/realms/citizen`;
  return {
    id, name, people: 'citizens', issuer: realm, authorizationEndpoint: `${base}/auth`, tokenEndpoint: `${realm}/protocol/openid-connect/token`, jwksUri: `${realm}/protocol/openid-connect/certs`,
    clientId, clientSecret, auth: 'post', pkce: false, scope: 'openid', strengths: { '2': 2 }, claims: { number: 'citizen_id', name: 'name' },
  };
}

/** VNConnect of the national portal of public services: WSO2, `acr_values=LoA1`, claims SoDinhDanh and HoVaTen. */
export function vnconnect({ base, clientId, clientSecret, id = 'vnconnect', name = 'Cổng Dịch vụ công quốc gia' }: Account): OutsideProvider {
  return {
    id, name, people: 'citizens', issuer: `${base}/oauth2/token`, authorizationEndpoint: `${base}/oauth2/authorize`, tokenEndpoint: `${base}/oauth2/token`, jwksUri: `${base}/oauth2/jwks`, userinfoEndpoint: `${base}/oauth2/userinfo`,
    clientId, clientSecret, auth: 'basic', pkce: false, scope: 'openid', acrValues: 'LoA1', strengths: { LoA2: 2, LoA3: 2 }, claims: { number: 'SoDinhDanh', name: 'HoVaTen' },
  };
}

/** A Keycloak realm; `base` ends in `/realms/NAME`. */
export function keycloak({ base, clientId, clientSecret, id = 'keycloak', name = 'Keycloak', people, numberClaim }: Account & { readonly people: OutsideProvider['people']; readonly numberClaim: string }): OutsideProvider {
  const connect = `${base}/protocol/openid-connect`;
  return {
    id, name, people, issuer: base, authorizationEndpoint: `${connect}/auth`, tokenEndpoint: `${connect}/token`, jwksUri: `${connect}/certs`, userinfoEndpoint: `${connect}/userinfo`,
    clientId, clientSecret, auth: 'post', pkce: true, scope: 'openid profile', strengths: { '2': 2, gold: 2 }, claims: { number: numberClaim, name: 'name' },
  };
}

function made(entry: Entry): OutsideProvider {
  if (entry.kind === 'vneid') return vneid(entry);
  if (entry.kind === 'vnconnect') return vnconnect(entry);
  if (entry.kind === 'keycloak') return keycloak(entry);
  const { kind: _kind, ...rest } = entry;
  return rest;
}

/** Reads the file named by YTESO_OUTSIDE. @throws ZodError | SyntaxError | Error when it cannot be used */
export function readOutsideFile(path: string): OutsideProvider[] {
  const providers = file.parse(JSON.parse(readFileSync(path, 'utf8'))).map(made);
  const open = providers.find((one) => one.insecure !== true && ![one.authorizationEndpoint, one.tokenEndpoint, one.jwksUri].every((url) => url.startsWith('https://')));
  if (open) throw new Error(`outside provider ${open.id}: addresses must be https`);
  return providers;
}
