/** Hospital programs written from the gateway's description, and accounts for them. For tests only. */
import { systemPolicy } from '#platform/access';
import type { Database } from '#platform/db';
import { freshPassword } from '../account.ts';
import type { Login } from './clients.ts';

export * from './clients.ts';

/** An account from this machine, made as the administrator's page does. */
export async function makeAccount(db: Database, facility: string, more: { addresses?: readonly string[]; validFrom?: string; validTo?: string | null; username?: string } = {}): Promise<Login> {
  const { password, secret } = await freshPassword();
  const username = more.username ?? `${facility}_BV`;
  await db.withAccess(systemPolicy('test', 'test'), { action: 'door-account.create', target: `door-account/${username}` }, (tx) => tx.run(
    'insert into door_account (facility, username, secret, addresses, valid_from, valid_to, created_by) values ($1, $2, $3, $4, $5::date, $6::date, $7)',
    [facility, username, secret, more.addresses ?? ['127.0.0.1/32'], more.validFrom ?? '20260101', more.validTo ?? null, 'test']));
  return { username, password };
}
