import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Policy } from '#platform/access';
import { FAULTS, Fault } from '#platform/fault';
import type { Desk } from '../desk.ts';
import { countOrRefuse } from '../factor/second.ts';
import { IDENTITY_FAULTS } from '../faults.ts';
import type { Signed } from '../identity.ts';
import { forgive } from '../limit/count.ts';
import { verifyPassword } from '../password.ts';
import { originOf } from './edge.ts';

/**
 * It is the owner, here and now: a confirmed session, or, where there is no second factor, the password once more.
 * @throws Fault identity.confirm-needed | identity.wrong-password | identity.locked
 */
export async function needOwner(desk: Desk, signed: Signed, policy: Policy, current: string | undefined, request: FastifyRequest): Promise<void> {
  if (policy.strength === 3) return;
  if (signed.hasSecond || current === undefined) throw new Fault(IDENTITY_FAULTS.confirmNeeded);
  const origin = originOf(request);
  await countOrRefuse(desk, 'confirm', signed.id, { requestId: request.id, origin, station: undefined });
  const [row] = await desk.db.bookkeeping('identity', (tx) => tx.query('select password from account where id = $1', [signed.id], z.object({ password: z.string() })));
  if (!(await desk.inTurn(() => verifyPassword(current, row?.password)))) {
    await desk.db.refuse(policy, { action: 'session.confirm', target: `account/${signed.id}` });
    throw new Fault(FAULTS.wrongPassword);
  }
  await desk.db.bookkeeping('identity', (tx) => forgive(tx, 'confirm', signed.id, origin.address));
}
