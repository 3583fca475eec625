import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Tx } from '#platform/db';

/**
 * A session for an account that an outside provider has vouched for.
 * @param hours that it lives at most
 * @returns the token for the cookie
 */
export async function openSession(tx: Tx, account: string, hours: number): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await tx.run('insert into session (token_hash, account, expires_at) values ($1, $2, now() + make_interval(hours => $3))', [createHash('sha256').update(token).digest(), account, hours]);
  return token;
}

/** The id of the account of a user name; undefined when there is none. */
export async function accountNamed(tx: Tx, user: string): Promise<string | undefined> {
  return (await tx.query('select id from account where user_name = $1', [user], z.object({ id: z.string() })))[0]?.id;
}
