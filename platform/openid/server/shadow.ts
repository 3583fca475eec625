import type { AccessToken, ClientCredentials } from 'oidc-provider';
import { z } from 'zod';
import type { Database } from '#platform/db';
import { keyOf } from './adapter.ts';

/**
 * A token that is a JWT leaves a row behind under its jti: so it can be introspected and revoked like any other, and the gate
 * can ask whether it still holds.
 */
export async function keepShadow(db: Database, token: AccessToken | ClientCredentials, payload: object): Promise<void> {
  const { jti, exp, iat } = z.looseObject({ jti: z.string(), exp: z.number(), iat: z.number() }).parse(payload);
  const grant = 'grantId' in token ? token.grantId ?? null : null;
  const kept = {
    kind: token.kind, iat, exp, clientId: token.clientId, scope: token.scope, aud: token.aud, extra: token.extra,
    ...('accountId' in token ? { accountId: token.accountId, grantId: token.grantId, gty: token.gty } : {}),
  };
  await db.bookkeeping('openid', async (tx) => {
    await tx.run('insert into openid_record (model, id, payload, grant_id, expires_at) values ($1, $2, $3, $4, to_timestamp($5))', [token.kind, keyOf(jti), JSON.stringify(kept), grant, exp]);
    await tx.audit({ action: 'token.issue', target: `program/${token.clientId ?? ''}` });
  });
}

/** Whether a token still stands: not revoked, its grant given and its program open. */
export async function tokenStands(db: Database, jti: string): Promise<boolean> {
  const [row] = await db.bookkeeping('openid', (tx) => tx.query(
    `select true as stands from openid_record t join openid_client c on c.id = t.payload->>'clientId'
     where t.model in ('AccessToken', 'ClientCredentials') and t.id = $1 and t.expires_at > now() and c.closed_at is null
       and (t.model = 'ClientCredentials' or exists (select 1 from openid_record g where g.model = 'Grant' and g.grant_id = t.grant_id))`,
    [keyOf(jti)], z.object({ stands: z.boolean() })));
  return row?.stands === true;
}
