import { randomUUIDv7 } from 'node:crypto';
import { z } from 'zod';
import { ROLES } from '#platform/access';
import type { Role } from '#platform/access';
import type { Tx } from '#platform/db';
import { FAULTS, Fault } from '#platform/fault';
import { hashPassword } from './password.ts';

export interface Account {
  readonly id: string;
  readonly user: string;
  readonly displayName: string;
  readonly role: Role;
  /** MA_CSKCB the account is bound to. */
  readonly facility: string | null;
}

export const accountRow = z.object({
  id: z.string(), user_name: z.string(), display_name: z.string(), role: z.enum(ROLES), facility: z.string().nullable(), password: z.string(),
});

export interface NewAccount extends Omit<Account, 'id'> {
  readonly password: string;
}

/** Letters, figures, dot, dash: typed on any keyboard without an input method. */
export const USER_NAME = /^[a-z0-9][a-z0-9.-]{1,39}$/;

/** @returns the new account's id. @throws Fault identity.user-taken | identity.weak-password | request.invalid */
export async function createAccount(tx: Tx, account: NewAccount): Promise<string> {
  const user = account.user.toLowerCase();
  if (!USER_NAME.test(user)) {
    throw new Fault(FAULTS.invalid, { count: 1 }, { places: [{ path: 'user', message: 'tên đăng nhập gồm 2–40 chữ thường không dấu, số, dấu chấm hoặc gạch nối' }] });
  }
  const id = randomUUIDv7();
  const made = await tx.run(
    `insert into account (id, user_name, display_name, role, facility, password) values ($1, $2, $3, $4, $5, $6) on conflict (user_name) do nothing`,
    [id, user, account.displayName, account.role, account.facility, await hashPassword(account.password)]);
  if (made === 0) throw new Fault(FAULTS.userTaken, { user });
  return id;
}

/** Sets a new password and ends every session of the account. @returns whether the account exists */
export async function setPassword(tx: Tx, user: string, password: string): Promise<boolean> {
  const changed = await tx.run('update account set password = $2 where user_name = $1', [user.toLowerCase(), await hashPassword(password)]);
  await tx.run('delete from session using account where account.id = session.account and account.user_name = $1', [user.toLowerCase()]);
  return changed === 1;
}

/** Whether anybody could sign in to administer. */
export async function hasAdministrator(tx: Tx): Promise<boolean> {
  return (await tx.query(`select 1 as one from account where role = 'admin' and active limit 1`, [], z.object({ one: z.number() }))).length > 0;
}
