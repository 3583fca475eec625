import { z } from 'zod';
import type { Tx } from '#platform/db';
import type { SecondWay } from '../identity.ts';

/** Second factors that an account has; recovery codes count only beside one. */
export async function secondWays(tx: Tx, account: string): Promise<SecondWay[]> {
  const [row] = await tx.query(
    `select exists (select 1 from account_totp where account = $1 and confirmed_at is not null) as totp, exists (select 1 from account_passkey where account = $1) as passkey,
       exists (select 1 from account_recovery where account = $1 and used_at is null) as recovery`, [account], z.object({ totp: z.boolean(), passkey: z.boolean(), recovery: z.boolean() }));
  const ways: SecondWay[] = [...(row?.totp ? ['totp' as const] : []), ...(row?.passkey ? ['passkey' as const] : [])];
  return ways.length > 0 && row?.recovery ? [...ways, 'recovery'] : ways;
}
