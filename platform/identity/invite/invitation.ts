import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ANONYMOUS } from '#platform/access';
import type { Tx } from '#platform/db';
import { Fault } from '#platform/fault';
import { resetFactors } from '../account.ts';
import type { Desk } from '../desk.ts';
import { randomCode } from '../factor/recovery.ts';
import { countOrRefuse } from '../factor/second.ts';
import type { Call } from '../factor/second.ts';
import { IDENTITY_FAULTS } from '../faults.ts';
import { forgive } from '../limit/count.ts';
import { hashPassword } from '../password.ts';
import { policyFor } from '../session/policy.ts';
import { openSession } from '../session/session.ts';

const hashOf = (code: string): Buffer => createHash('sha256').update(code.toLowerCase().replace(/[^a-z0-9]/g, '')).digest();

export interface Invitation {
  /** Shown once, to be handed over by whoever invites. */
  readonly code: string;
  readonly expiresAt: Date;
}

/** A new single-use code; those made before end. @param reset the factors that are there go when it is used */
export async function invite(desk: Desk, tx: Tx, account: string, reset: boolean): Promise<Invitation> {
  const code = randomCode();
  await tx.run('update invitation set used_at = now() where account = $1 and used_at is null', [account]);
  const [row] = await tx.query(
    `insert into invitation (code_hash, account, reset_factors, made_by, expires_at) values ($1, $2, $3, $4, now() + make_interval(days => $5)) returning expires_at`,
    [hashOf(code), account, reset, tx.policy.actor.id, desk.limits().invitationDays], z.object({ expires_at: z.date() }));
  await tx.audit({ action: 'account.invite', target: `account/${account}` });
  return { code, expiresAt: row?.expires_at ?? new Date() };
}

const open = `from invitation i join account a on a.id = i.account where i.code_hash = $1 and i.used_at is null and i.expires_at > now() and a.active`;
const invited = z.object({ account: z.string(), user_name: z.string(), display_name: z.string(), reset_factors: z.boolean() });

/** For whom a code is, for whoever holds it. @throws Fault identity.invitation-ended | identity.locked */
export async function readInvitation(desk: Desk, code: string, call: Call): Promise<z.output<typeof invited>> {
  await countOrRefuse(desk, 'invitation', call.origin.address, call);
  const [row] = await desk.db.bookkeeping('identity', async (tx) => {
    const rows = await tx.query(`select a.id as account, a.user_name, a.display_name, i.reset_factors ${open}`, [hashOf(code)], invited);
    if (rows.length > 0) await forgive(tx, 'invitation', call.origin.address, call.origin.address);
    return rows;
  });
  if (row) return row;
  await desk.db.refuse({ ...ANONYMOUS, requestId: call.requestId, from: call.origin.address }, { action: 'session.create', target: 'invitation/unknown' });
  throw new Fault(IDENTITY_FAULTS.invitationEnded);
}

/** The invited person chooses his password and is signed in. Of parallel uses one alone wins. @throws Fault identity.invitation-ended | identity.weak-password | identity.guessable-password */
export async function acceptInvitation(desk: Desk, code: string, password: string, call: Call): Promise<string> {
  const found = await readInvitation(desk, code, call);
  const hash = await desk.inTurn(() => hashPassword(password, desk.limits().passwordMin, found.user_name));
  return desk.db.withAccess(policyFor({ id: found.account }, call.requestId, call.origin), { action: 'session.create', target: `account/${found.account}/invitation` }, async (tx) => {
    const taken = await tx.run('update invitation set used_at = now() where code_hash = $1 and used_at is null and expires_at > now()', [hashOf(code)]);
    if (taken === 0) throw new Fault(IDENTITY_FAULTS.invitationEnded);
    if (found.reset_factors) await resetFactors(tx, found.account);
    await tx.run('delete from session where account = $1', [found.account]);
    await tx.run('update account set password = $2, password_at = now(), password_short = false where id = $1', [found.account, hash]);
    return openSession(desk, tx, { account: found.account, strength: 1, method: 'password', origin: call.origin, station: call.station });
  });
}
