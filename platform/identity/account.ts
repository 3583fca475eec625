import { randomUUIDv7 } from 'node:crypto';
import { z } from 'zod';
import type { Role } from '#platform/access';
import { ROLES } from '#platform/access';
import type { Tx } from '#platform/db';
import { FAULTS, Fault } from '#platform/fault';
import { dayInVietnam } from '#platform/time/rules';
import { hashPassword, noPassword } from './password.ts';
import { grantRole } from './role/grant.ts';

export interface Account {
  readonly id: string;
  readonly user: string;
  readonly displayName: string;
  readonly role: Role;
  /** MA_CSKCB the account works at now. */
  readonly facility: string | null;
}

export const accountRow = z.object({
  id: z.string(), user_name: z.string(), display_name: z.string(), role: z.enum(ROLES), facility: z.string().nullable(), password: z.string(),
});

export interface NewAccount extends Omit<Account, 'id'> {
  /** Absent: the account is invited and sets its own. */
  readonly password?: string;
  /** yyyyMMdd; today when absent. */
  readonly validFrom?: string;
  readonly validTo?: string | null;
}

/** Letters, figures, dot, dash: typed on any keyboard without an input method. */
export const USER_NAME = /^[a-z0-9][a-z0-9.-]{1,39}$/;

/**
 * An account with its first role.
 * @param passwordMin signs its password needs (`limitsOf(db).passwordMin`)
 * @returns the new account's id. @throws Fault identity.user-taken | identity.weak-password | identity.guessable-password | request.invalid
 */
export async function createAccount(tx: Tx, account: NewAccount, passwordMin: number): Promise<string> {
  const user = account.user.toLowerCase();
  if (!USER_NAME.test(user)) {
    throw new Fault(FAULTS.invalid, { count: 1 }, { places: [{ path: 'user', message: 'tên đăng nhập gồm 2–40 chữ thường không dấu, số, dấu chấm hoặc gạch nối' }] });
  }
  const id = randomUUIDv7();
  const password = account.password === undefined ? noPassword() : await hashPassword(account.password, passwordMin, user);
  const made = await tx.run(
    `insert into account (id, user_name, display_name, role, facility, password, password_at, reviewed_at) values ($1, $2, $3, $4, $5, $6, case when $7 then now() end, now())
     on conflict (user_name) do nothing`,
    [id, user, account.displayName, account.role, account.facility, password, account.password !== undefined]);
  if (made === 0) throw new Fault(FAULTS.userTaken, { user });
  await grantRole(tx, id, { role: account.role, facility: account.facility, validFrom: account.validFrom ?? dayInVietnam(Date.now()), validTo: account.validTo ?? null });
  return id;
}

/** Sets a new password and ends every session of the account. @returns whether the account exists */
export async function setPassword(tx: Tx, user: string, password: string, min: number): Promise<boolean> {
  const name = user.toLowerCase();
  const changed = await tx.run('update account set password = $2, password_at = now(), password_short = false where user_name = $1', [name, await hashPassword(password, min, name)]);
  await tx.run('delete from session using account where account.id = session.account and account.user_name = $1', [name]);
  return changed === 1;
}

/** Ends the account: it signs in nowhere any more; its rows stay for the audit. @returns whether it was open */
export async function closeAccount(tx: Tx, id: string, reason: 'closed' | 'idle'): Promise<boolean> {
  const closed = await tx.run('update account set active = false, closed_reason = $2, closed_at = now() where id = $1 and active', [id, reason]);
  await tx.run('delete from session where account = $1', [id]);
  await tx.run('update invitation set used_at = now() where account = $1 and used_at is null', [id]);
  return closed === 1;
}

export async function openAccount(tx: Tx, id: string): Promise<boolean> {
  return (await tx.run('update account set active = true, closed_reason = null, closed_at = null, last_seen_at = now(), reviewed_at = now(), reviewed_by = $2 where id = $1 and not active', [id, tx.policy.actor.id])) === 1;
}

/** Takes every second factor, recovery code and PIN away and ends the sessions. */
export async function resetFactors(tx: Tx, id: string): Promise<void> {
  for (const table of ['account_totp', 'account_passkey', 'account_recovery', 'account_pin', 'identity_ticket', 'session']) await tx.run(`delete from ${table} where account = $1`, [id]);
}

/** @returns id of an account by its name, closed ones too */
export async function accountId(tx: Tx, user: string): Promise<string | undefined> {
  const [row] = await tx.query('select id from account where user_name = $1', [user.trim().toLowerCase()], z.object({ id: z.string() }));
  return row?.id;
}

/** Says which person of the record a citizen's account is. @returns whether the account is there */
export async function linkCitizen(tx: Tx, user: string, person: string): Promise<boolean> {
  return (await tx.run('update account set person = $2 where user_name = $1', [user.toLowerCase(), person])) === 1;
}

/** The account of a person of the record, open ones only. */
export async function accountOfPerson(tx: Tx, person: string): Promise<string | undefined> {
  return (await tx.query('select id from account where person = $1::uuid and active', [person], z.object({ id: z.string() })))[0]?.id;
}

/** Whether anybody could sign in to administer. */
export async function hasAdministrator(tx: Tx): Promise<boolean> {
  return (await tx.query(`select 1 as one from account a join account_role r on r.account = a.id where r.role = 'admin' and a.active and (r.valid_to is null or r.valid_to >= $1::date) limit 1`,
    [dayInVietnam(Date.now())], z.object({ one: z.number() }))).length > 0;
}
