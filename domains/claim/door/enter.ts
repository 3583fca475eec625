import { ANONYMOUS } from '#platform/access';
import type { Policy } from '#platform/access';
import { countAttempt, countFrom, deskOf, forgive, networkOf, verifyPassword } from '#platform/identity';
import type { Context } from '#platform/room';
import { accountNamed, noteVisit, readPasswordHash } from './account.ts';
import type { DoorAccount } from './account.ts';
import { isWithin } from './address.ts';
import { figuresOf } from './figures.ts';
import { isProven, prove } from './proven.ts';
import { openSession } from './session.ts';

export interface Entered {
  readonly accessToken: string;
  readonly tokenId: string;
  readonly username: string;
  /** Milliseconds. */
  readonly until: number;
}

/**
 * maKetQua of a sign-in that opens nothing. 401: name or password, never said which. 402: too many attempts from there. 403: right, but from an address
 * that is not registered. 500: not of the form.
 */
export type NotEntered = '401' | '402' | '403' | '500';

interface Attempt { readonly username: string; readonly password: string; readonly address: string; readonly requestId: string; readonly kind: 'gateway' | 'axis'; readonly way: string }

/** As accounts are called. */
export const USERNAME = /^[A-Za-z0-9][A-Za-z0-9._-]{2,39}$/u;

/** What an account does at the door it does as this. */
export function policyOf(account: DoorAccount, requestId: string, from: string): Policy {
  return { actor: { id: `door:${account.username}`, kind: 'account' }, role: 'sender', facility: account.facility, purpose: 'door', requestId, from };
}

/**
 * Takes a session. Counted before looking, by name and network together: whoever guesses elsewhere does not lock the hospital out of its own door.
 * Unknown names cost the same work.
 */
export async function enter(context: Context, attempt: Attempt): Promise<Entered | NotEntered> {
  const { db } = context;
  const { username, address, requestId } = attempt;
  const passwordHash = readPasswordHash(attempt.password);
  if (!USERNAME.test(username) || passwordHash === undefined) return '500';
  const nobody: Policy = { ...ANONYMOUS, requestId, from: address };
  const who = `${username.toLowerCase()}\u0000${networkOf(address)}`;
  if (Math.max(await countAttempt(db, 'door', who), await countFrom(db, address)) > 0) {
    await db.refuse(nobody, { action: 'door.enter', target: 'door-account/locked' });
    return '402';
  }
  const account = await accountNamed(db, username);
  const right = account !== undefined && isProven(context, account, passwordHash) || await deskOf(context).inTurn(() => verifyPassword(passwordHash, account?.secret));
  if (!right || account === undefined) {
    await db.refuse(nobody, { action: 'door.enter', target: account === undefined ? 'door-account/unknown' : `door-account/${account.id}` });
    return '401';
  }
  if (!isWithin(account.addresses, address)) {
    await db.refuse(policyOf(account, requestId, address), { action: 'door.enter', target: `door-account/${account.id}/address` });
    return '403';
  }
  prove(context, account, passwordHash);
  await db.withAccess(policyOf(account, requestId, address), { action: 'door.enter', target: `door-account/${account.id}` }, (tx) => forgive(tx, 'door', who, address));
  await noteVisit(db, account.id, address, attempt.way);
  const until = Date.now() + figuresOf(context).sessionMinutes * 60_000;
  return { ...openSession(context, account, address, attempt.kind === 'axis' ? '' : passwordHash, until), username: account.username, until };
}
