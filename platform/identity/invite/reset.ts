import { z } from 'zod';
import { ANONYMOUS } from '#platform/access';
import type { Policy } from '#platform/access';
import { Fault } from '#platform/fault';
import type { Desk } from '../desk.ts';
import { useRecoveryCode } from '../factor/recovery.ts';
import { countOrRefuse } from '../factor/second.ts';
import type { Call } from '../factor/second.ts';
import { useTotp } from '../factor/totp.ts';
import { IDENTITY_FAULTS } from '../faults.ts';
import type { Signed } from '../identity.ts';
import { forgive } from '../limit/count.ts';
import { hashPassword } from '../password.ts';
import { policyFor } from '../session/policy.ts';
import { openSession } from '../session/session.ts';

export interface Reset { readonly user: string; readonly recovery: string; readonly code: string; readonly password: string }

/**
 * A new password by two things that only the owner has: a recovery code and the code of his app. The same work is done for a
 * name that nobody has, and the same answer given. @throws Fault identity.reset-refused | identity.locked | identity.weak-password | identity.guessable-password
 */
export async function resetPassword(desk: Desk, given: Reset, call: Call): Promise<string> {
  const name = given.user.trim().toLowerCase();
  await countOrRefuse(desk, 'reset', name, call);
  // Before anything is looked up: whether the password is good tells nothing of the account.
  const hash = await desk.inTurn(() => hashPassword(given.password, desk.limits().passwordMin, name));
  const [row] = await desk.db.bookkeeping('identity', (tx) => tx.query('select id from account where user_name = $1 and active', [name], z.object({ id: z.string() })));
  const policy = row ? policyFor(row, call.requestId, call.origin) : { ...ANONYMOUS, requestId: call.requestId, from: call.origin.address };
  return desk.db.withAccess(policy, { action: 'session.create', target: row ? `account/${row.id}/reset` : 'account/unknown/reset' }, async (tx) => {
    const known = await useTotp(desk, tx, row?.id, given.code);
    const kept = await useRecoveryCode(tx, row?.id, given.recovery);
    if (!row || !known || !kept) throw new Fault(IDENTITY_FAULTS.resetRefused);
    await forgive(tx, 'reset', name, call.origin.address);
    await tx.run('delete from session where account = $1', [row.id]);
    await tx.run('update account set password = $2, password_at = now(), password_short = false where id = $1', [row.id, hash]);
    return openSession(desk, tx, { account: row.id, strength: 2, method: 'recovery', origin: call.origin, station: call.station });
  });
}

/** A new password of one's own, in a confirmed session: by passkey that needs no old password. Other sessions end. @throws Fault identity.weak-password | identity.guessable-password */
export async function changePassword(desk: Desk, signed: Signed, policy: Policy, password: string): Promise<void> {
  const limits = desk.limits();
  const min = signed.hasSecond ? limits.passwordMinSecond : limits.passwordMin;
  const hash = await desk.inTurn(() => hashPassword(password, min, signed.user));
  const short = [...password.normalize('NFC')].length < limits.passwordMin;
  await desk.db.withAccess(policy, { action: 'session.password', target: `account/${signed.id}` }, async (tx) => {
    await tx.run('update account set password = $2, password_at = now(), password_short = $3 where id = $1', [signed.id, hash, short]);
    await tx.run('delete from session where account = $1 and id <> $2::uuid', [signed.id, signed.session]);
  });
}
