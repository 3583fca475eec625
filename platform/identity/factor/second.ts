import { ANONYMOUS } from '#platform/access';
import { FAULTS, Fault } from '#platform/fault';
import type { Desk } from '../desk.ts';
import { IDENTITY_FAULTS } from '../faults.ts';
import { countAttempt, countFrom, forgive } from '../limit/count.ts';
import type { Origin } from '../session/origin.ts';
import { policyFor } from '../session/policy.ts';
import { openSession } from '../session/session.ts';
import { usePasskey } from './passkey.ts';
import type { Assertion, Site } from './passkey.ts';
import { useRecoveryCode } from './recovery.ts';
import { peekTicket, takeTicket } from './ticket.ts';
import { useTotp } from './totp.ts';

export interface Call { readonly requestId: string; readonly origin: Origin; readonly station: string | undefined }

/** @throws Fault identity.locked */
export async function countOrRefuse(desk: Desk, kind: 'second' | 'confirm' | 'pin' | 'reset' | 'invitation', what: string, call: Call): Promise<void> {
  const locked = Math.max(await countAttempt(desk.db, kind, what), await countFrom(desk.db, call.origin.address));
  if (locked === 0) return;
  await desk.db.refuse({ ...ANONYMOUS, requestId: call.requestId, from: call.origin.address }, { action: 'session.create', target: `account/locked/${kind}` });
  throw new Fault(FAULTS.locked, { seconds: locked });
}

/** The second half of a sign-in, by a code. A wrong code leaves the ticket: the password need not be typed again. @throws Fault identity.wrong-code | identity.locked */
export async function finishByCode(desk: Desk, ticket: string, given: { code: string } | { recovery: string }, call: Call): Promise<string> {
  const open = await desk.db.bookkeeping('identity', (tx) => peekTicket(tx, 'second', ticket));
  const account = open?.account ?? undefined;
  if (account === undefined) throw new Fault(IDENTITY_FAULTS.wrongCode);
  await countOrRefuse(desk, 'second', account, call);
  const policy = policyFor({ id: account }, call.requestId, call.origin);
  return desk.db.withAccess(policy, { action: 'session.create', target: `account/${account}/second` }, async (tx) => {
    const right = 'code' in given ? await useTotp(desk, tx, account, given.code) : await useRecoveryCode(tx, account, given.recovery);
    if (!right || !(await takeTicket(tx, 'second', ticket))) throw new Fault(IDENTITY_FAULTS.wrongCode);
    await forgive(tx, 'second', account, call.origin.address);
    return openSession(desk, tx, { account, strength: 2, method: 'code' in given ? 'totp' : 'recovery', origin: call.origin, station: call.station });
  });
}

/** A sign-in by passkey, with a password before it or without any. The challenge is taken before it is looked at. @throws Fault identity.wrong-code | identity.locked */
export async function finishByPasskey(desk: Desk, site: Site, ticket: string, answer: Assertion, call: Call): Promise<string> {
  await countOrRefuse(desk, 'second', answer.id, call);
  const taken = await desk.db.bookkeeping('identity', (tx) => takeTicket(tx, 'passkey-sign-in', ticket));
  const account = taken && await desk.db.bookkeeping('identity', (tx) => usePasskey(tx, site, taken.challenge, answer));
  const nobody = { ...ANONYMOUS, requestId: call.requestId, from: call.origin.address };
  if (account === undefined || (taken?.account && taken.account !== account)) {
    await desk.db.refuse(nobody, { action: 'session.create', target: 'account/unknown/passkey' });
    throw new Fault(IDENTITY_FAULTS.wrongCode);
  }
  return desk.db.withAccess(policyFor({ id: account }, call.requestId, call.origin), { action: 'session.create', target: `account/${account}/passkey` }, async (tx) => {
    if ((await tx.run('update account set last_seen_at = now() where id = $1 and active', [account])) === 0) throw new Fault(IDENTITY_FAULTS.wrongCode);
    await forgive(tx, 'second', answer.id, call.origin.address);
    return openSession(desk, tx, { account, strength: 2, method: 'passkey', origin: call.origin, station: call.station });
  });
}
