import type { AdapterPayload } from 'oidc-provider';
import { z } from 'zod';
import type { Database, Tx } from '#platform/db';
import { OTHER_SCOPES } from '#platform/openid/rules';

export const CLIENT_KINDS = ['public', 'confidential', 'backend'] as const;
export const METHODS = ['none', 'private_key_jwt', 'client_secret_basic'] as const;

/** RFC 7517, public keys of the kinds that SMART asks for; anything private is refused where it is registered. */
export const jwksShape = z.object({
  keys: z.array(z.looseObject({ kty: z.enum(['EC', 'RSA']), kid: z.string().min(1).max(200) })).min(1).max(10),
});

const row = z.object({
  id: z.string(), name: z.string(), owner: z.string(), kind: z.enum(CLIENT_KINDS), method: z.enum(METHODS),
  redirect_uris: z.array(z.string()), logout_uris: z.array(z.string()), launch_uri: z.string().nullable(), jwks: jwksShape.nullable(), jwks_uri: z.string().nullable(),
  secret_hash: z.string().nullable(), scopes: z.string(), facility: z.string().nullable(), opened_at: z.date(), closed_at: z.date().nullable(),
});
export type ClientRow = z.output<typeof row>;

const COLUMNS = 'id, name, owner, kind, method, redirect_uris, logout_uris, launch_uri, jwks, jwks_uri, secret_hash, scopes, facility, opened_at, closed_at';

export async function readClient(tx: Tx, id: string): Promise<ClientRow | undefined> {
  return (await tx.query(`select ${COLUMNS} from openid_client where id = $1`, [id], row))[0];
}

export function readClients(tx: Tx): Promise<ClientRow[]> {
  return tx.query(`select ${COLUMNS} from openid_client order by closed_at is not null, name, id limit 500`, [], row);
}

export interface NewClient extends Omit<ClientRow, 'opened_at' | 'closed_at'> {
  readonly openedBy: string;
}

export async function writeClient(tx: Tx, client: NewClient): Promise<void> {
  await tx.run(
    `insert into openid_client (id, name, owner, kind, method, redirect_uris, logout_uris, launch_uri, jwks, jwks_uri, secret_hash, scopes, facility, opened_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [client.id, client.name, client.owner, client.kind, client.method, client.redirect_uris, client.logout_uris, client.launch_uri,
      client.jwks === null ? null : JSON.stringify(client.jwks), client.jwks_uri, client.secret_hash, client.scopes, client.facility, client.openedBy]);
}

/** The program as oidc-provider knows it; undefined when unknown, closed, or of a kind that is not let in. */
export async function findClient(db: Database, id: string, legacySecrets: boolean): Promise<AdapterPayload | undefined> {
  if (id.includes('\u0000')) return undefined;
  const client = await db.bookkeeping('openid', (tx) => readClient(tx, id));
  if (!client || client.closed_at !== null || (client.method === 'client_secret_basic' && !legacySecrets)) return undefined;
  const backend = client.kind === 'backend';
  return {
    client_id: client.id, client_name: client.name, application_type: 'web', token_endpoint_auth_method: client.method,
    grant_types: backend ? ['client_credentials'] : ['authorization_code', 'refresh_token'], response_types: backend ? [] : ['code'],
    redirect_uris: backend ? [] : client.redirect_uris, post_logout_redirect_uris: client.logout_uris,
    id_token_signed_response_alg: 'RS256', scope: OTHER_SCOPES.join(' '), yteso_scopes: client.scopes,
    ...(client.jwks === null ? {} : { jwks: client.jwks }), ...(client.jwks_uri === null ? {} : { jwks_uri: client.jwks_uri }),
    ...(client.secret_hash === null ? {} : { client_secret: client.secret_hash }),
  };
}
