import { ANONYMOUS } from '#platform/access';
import { FAULTS, Fault } from '#platform/fault';
import { z } from 'zod';
import { accountRow } from './account.ts';
import type { Account } from './account.ts';
import type { Desk } from './desk.ts';
import { openTicket } from './factor/ticket.ts';
import { secondWays } from './factor/ways.ts';
import type { Identity, SignInResult } from './identity.ts';
import { countAttempt, countFrom, forgive } from './limit/count.ts';
import { verifyPassword } from './password.ts';
import { policyFor } from './session/policy.ts';
import { endSession, openSession, whoIs } from './session/session.ts';
import { NOWHERE } from './session/origin.ts';

/** Accounts and sessions in PostgreSQL. */
export function postgresIdentity(desk: Desk): Identity {
  return {
    signIn: (attempt) => signIn(desk, attempt),
    signOut: (token) => endSession(desk.db, token),
    whoIs: (token, from) => whoIs(desk, token, from),
  };
}

/** @param station shared computer that it happens on @throws Fault identity.wrong-password | identity.locked */
export async function signIn(desk: Desk, { user, password, requestId, origin = NOWHERE }: Parameters<Identity['signIn']>[0], station?: string): Promise<SignInResult> {
  const { db } = desk;
  const name = user.trim().toLowerCase();
  const nobody = { ...ANONYMOUS, requestId, ...(origin.address === '' ? {} : { from: origin.address }) };
  const locked = Math.max(await countAttempt(db, 'name', name), await countFrom(db, origin.address));
  if (locked > 0) {
    await db.refuse(nobody, { action: 'session.create', target: 'account/locked' });
    throw new Fault(FAULTS.locked, { seconds: locked });
  }
  const found = await findAccount(desk, name);
  if (!(await desk.inTurn(() => verifyPassword(password, found?.password))) || !found) {
    await db.refuse(nobody, { action: 'session.create', target: found ? `account/${found.account.id}` : 'account/unknown' });
    throw new Fault(FAULTS.wrongPassword);
  }
  const { account } = found;
  return db.withAccess(policyFor(account, requestId, origin), { action: 'session.create', target: `account/${account.id}` }, async (tx) => {
    // Names that nobody has: guessing must not fill the table for ever.
    await tx.run("delete from sign_in_failure where last_at < now() - interval '1 day'");
    await forgive(tx, 'name', name, origin.address);
    const ways = await secondWays(tx, account.id);
    if (ways.length > 0) return { done: false, ticket: await openTicket(tx, 'second', { account: account.id }), ways };
    return { done: true, token: await openSession(desk, tx, { account: account.id, strength: 1, method: 'password', origin, station }), account };
  });
}

async function findAccount(desk: Desk, name: string): Promise<{ account: Account; password: string } | undefined> {
  const [row] = await desk.db.bookkeeping('identity', (tx) =>
    tx.query(
      `select id, user_name, display_name, role, facility, password, exists (
         select 1 from account_role r where r.account = account.id and r.valid_from <= $2::date and (r.valid_to is null or r.valid_to >= $2::date)) as works
       from account where user_name = $1 and active`, [name, desk.today()], accountRow.extend({ works: z.boolean() })));
  // Without any role in force the password opens nothing, and nobody is told why.
  return row?.works ? { account: { id: row.id, user: row.user_name, displayName: row.display_name, role: row.role, facility: row.facility }, password: row.password } : undefined;
}
