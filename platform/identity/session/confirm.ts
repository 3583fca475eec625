import { z } from 'zod';
import type { Policy } from '#platform/access';
import { Fault } from '#platform/fault';
import type { Desk } from '../desk.ts';
import { IDENTITY_FAULTS } from '../faults.ts';
import { usePasskey } from '../factor/passkey.ts';
import type { Assertion, Site } from '../factor/passkey.ts';
import { countOrRefuse } from '../factor/second.ts';
import type { Call } from '../factor/second.ts';
import { takeTicket } from '../factor/ticket.ts';
import { useTotp } from '../factor/totp.ts';
import type { Signed } from '../identity.ts';
import { forgive } from '../limit/count.ts';
import { verifyPassword } from '../password.ts';

/** Says that the next minutes of this session are confirmed. */
const confirmed = 'update session set confirmed_until = now() + make_interval(mins => $2) where id = $1::uuid';

/** Password and code together. In a demonstration an account without second factor confirms by password alone. @throws Fault identity.wrong-code | identity.second-factor-needed | identity.locked */
export async function confirmByCode(desk: Desk, signed: Signed, policy: Policy, given: { password: string; code: string | undefined }, call: Call): Promise<void> {
  if (!signed.hasSecond && !desk.demonstration) throw new Fault(IDENTITY_FAULTS.secondNeeded);
  await countOrRefuse(desk, 'confirm', signed.id, call);
  await desk.db.withAccess(policy, { action: 'session.confirm', target: `account/${signed.id}` }, async (tx) => {
    const [row] = await tx.query('select password from account where id = $1 and active', [signed.id], z.object({ password: z.string() }));
    const known = await desk.inTurn(() => verifyPassword(given.password, row?.password));
    const second = signed.hasSecond ? await useTotp(desk, tx, signed.id, given.code ?? '') : desk.demonstration;
    if (!known || !second) throw new Fault(IDENTITY_FAULTS.wrongCode);
    await forgive(tx, 'confirm', signed.id, call.origin.address);
    await tx.run(confirmed, [signed.session, desk.limits().confirmMinutes]);
  });
}

/** @throws Fault identity.wrong-code | identity.locked */
export async function confirmByPasskey(desk: Desk, signed: Signed, policy: Policy, site: Site, given: { ticket: string; answer: Assertion }, call: Call): Promise<void> {
  await countOrRefuse(desk, 'confirm', signed.id, call);
  const taken = await desk.db.bookkeeping('identity', (tx) => takeTicket(tx, 'passkey-confirm', given.ticket));
  await desk.db.withAccess(policy, { action: 'session.confirm', target: `account/${signed.id}` }, async (tx) => {
    const account = taken?.session === signed.session ? await usePasskey(tx, site, taken.challenge, given.answer) : undefined;
    if (account !== signed.id) throw new Fault(IDENTITY_FAULTS.wrongCode);
    await forgive(tx, 'confirm', signed.id, call.origin.address);
    await tx.run(confirmed, [signed.session, desk.limits().confirmMinutes]);
  });
}

/** @throws Fault identity.confirm-needed */
export function needConfirmed(policy: Policy): void {
  if (policy.strength !== 3) throw new Fault(IDENTITY_FAULTS.confirmNeeded);
}
