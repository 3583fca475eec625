import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ROLES, systemPolicy } from '#platform/access';
import type { Database, Installation } from '#platform/db';
import { createAccount, setPassword } from './account.ts';
import type { NewAccount } from './account.ts';
import { randomPassword } from './password.ts';

const demoAccount = z.object({ user: z.string(), displayName: z.string(), role: z.enum(ROLES), facility: z.string().nullable(), password: z.string() });
export type DemoAccount = z.output<typeof demoAccount>;
const file = z.object({ installation: z.string(), accounts: z.array(demoAccount) });

/**
 * The demonstration accounts of this installation, with their passwords: made at random once, kept in `demo-accounts.json` (0600) and
 * brought into the database. Only for demonstration data.
 * @param wanted who there shall be
 */
export async function demoAccounts(db: Database, installation: Installation, dataFolder: string, wanted: readonly Omit<NewAccount, 'password'>[]): Promise<DemoAccount[]> {
  if (installation.kind !== 'demonstration') return [];
  const path = join(dataFolder, 'demo-accounts.json');
  const kept = existsSync(path) ? file.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data : undefined;
  const same = kept?.installation === installation.id ? kept.accounts : [];
  const accounts = wanted.map(({ user, displayName, role, facility }) => ({ user, displayName, role, facility, password: same.find((each) => each.user === user)?.password ?? randomPassword() }));
  const fresh = accounts.filter((account) => !same.some((each) => each.user === account.user && each.role === account.role && each.facility === account.facility));
  if (fresh.length === 0) return accounts;
  await db.withAccess(systemPolicy('demonstration', 'demonstration'), { action: 'account.create', target: 'account/demonstration' }, async (tx) => {
    for (const account of fresh) {
      const known = await setPassword(tx, account.user, account.password);
      if (!known) await createAccount(tx, account);
      else await tx.run('update account set role = $2, facility = $3, display_name = $4, active = true where user_name = $1', [account.user, account.role, account.facility, account.displayName]);
    }
  });
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  writeFileSync(path, `${JSON.stringify({ installation: installation.id, accounts }, null, 2)}\n`, { mode: 0o600 });
  return accounts;
}
