import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ROLES, systemPolicy } from '#platform/access';
import type { Role } from '#platform/access';
import type { Database, Installation, Tx } from '#platform/db';
import { dayInVietnam } from '#platform/time/rules';
import { accountId, createAccount, setPassword } from './account.ts';
import type { NewAccount } from './account.ts';
import { limitsOf } from './law/limits.ts';
import { randomPassword } from './password.ts';
import { closeRole, grantRole, mirrorRole } from './role/grant.ts';

const work = z.object({ role: z.enum(ROLES), facility: z.string().nullable() });
const demoAccount = z.object({ user: z.string(), displayName: z.string(), role: z.enum(ROLES), facility: z.string().nullable(), password: z.string(), also: z.array(work).default([]) });
export type DemoAccount = z.output<typeof demoAccount>;
const file = z.object({ installation: z.string(), accounts: z.array(demoAccount) });

/** Who there shall be; `also`: further places of work. */
export interface WantedAccount extends Omit<NewAccount, 'password'> {
  readonly also?: readonly { readonly role: Role; readonly facility: string | null }[];
}

/**
 * The demonstration accounts of this installation, with their passwords: made at random once, kept in `demo-accounts.json` (0600) and
 * brought into the database. Only for demonstration data.
 * @param wanted who there shall be
 */
export async function demoAccounts(db: Database, installation: Installation, dataFolder: string, wanted: readonly WantedAccount[]): Promise<DemoAccount[]> {
  if (installation.kind !== 'demonstration') return [];
  const path = join(dataFolder, 'demo-accounts.json');
  const kept = existsSync(path) ? file.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data : undefined;
  const same = kept?.installation === installation.id ? kept.accounts : [];
  const accounts = wanted.map(({ user, displayName, role, facility, also = [] }) => ({ user, displayName, role, facility, also: [...also], password: same.find((each) => each.user === user)?.password ?? randomPassword() }));
  const fresh = accounts.filter((account) => !same.some((each) => each.user === account.user && JSON.stringify(worksOf(each)) === JSON.stringify(worksOf(account))));
  if (fresh.length === 0) return accounts;
  const min = limitsOf(db).passwordMin;
  await db.withAccess(systemPolicy('demonstration', 'demonstration'), { action: 'account.create', target: 'account/demonstration' }, async (tx) => {
    for (const account of fresh) await bring(tx, account, min);
  });
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  writeFileSync(path, `${JSON.stringify({ installation: installation.id, accounts }, null, 2)}\n`, { mode: 0o600 });
  return accounts;
}

function worksOf(account: DemoAccount): { role: Role; facility: string | null }[] {
  return [{ role: account.role, facility: account.facility }, ...account.also];
}

/** Makes the account, or gives a known one its password, name and places again. */
async function bring(tx: Tx, account: DemoAccount, min: number): Promise<void> {
  const today = dayInVietnam(Date.now());
  const known = await setPassword(tx, account.user, account.password, min);
  const id = known ? await accountId(tx, account.user) : await createAccount(tx, account, min);
  if (id === undefined) return;
  await tx.run('update account set display_name = $2, active = true, closed_reason = null where id = $1', [id, account.displayName]);
  if (known) {
    const open = await tx.query('select id::text from account_role where account = $1 and (valid_to is null or valid_to >= $2::date)', [id, today], z.object({ id: z.string() }));
    for (const one of open) await closeRole(tx, id, one.id, today);
  }
  for (const each of known ? worksOf(account) : account.also) await grantRole(tx, id, { ...each, validFrom: today, validTo: null });
  await mirrorRole(tx, id, today);
}
