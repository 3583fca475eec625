import { z } from 'zod';
import { ANONYMOUS } from '#platform/access';
import type { Tx } from '#platform/db';
import { Fault } from '#platform/fault';
import type { Desk } from '../desk.ts';
import { countOrRefuse } from '../factor/second.ts';
import type { Call } from '../factor/second.ts';
import { IDENTITY_FAULTS } from '../faults.ts';
import { forgive } from '../limit/count.ts';
import { hashSecret, verifyPassword } from '../password.ts';
import { placesOf } from '../role/place.ts';
import { policyFor } from '../session/policy.ts';
import { openSession } from '../session/session.ts';
import type { Station } from './station.ts';

const PIN = /^\d{6}$/;

/** @throws Fault identity.weak-pin */
export async function setPin(desk: Desk, tx: Tx, account: string, pin: string): Promise<void> {
  const steps = new Set([...pin].slice(1).map((figure, at) => Number(figure) - Number(pin[at])));
  const plain = new Set(pin).size < 3 || (steps.size === 1 && (steps.has(1) || steps.has(-1)));
  if (!PIN.test(pin) || plain) throw new Fault(IDENTITY_FAULTS.weakPin);
  const hash = await desk.inTurn(() => hashSecret(pin));
  await tx.run('insert into account_pin (account, pin) values ($1, $2) on conflict (account) do update set pin = excluded.pin, failures = 0, set_at = now()', [account, hash]);
}

/**
 * Another person takes over a shared computer. Wrong tries are counted before the PIN is looked at; from the limit on, and when the
 * last full sign-in here is too long ago, only a full sign-in helps. Never for administration, never from outside.
 * @returns token of a session of strength 1 at the computer's facility. @throws Fault identity.wrong-pin | identity.full-sign-in-needed | identity.locked
 */
export async function switchByPin(desk: Desk, station: Station, account: string, pin: string, call: Call): Promise<string> {
  await countOrRefuse(desk, 'pin', station.id, call);
  const limits = desk.limits();
  const nobody = { ...ANONYMOUS, requestId: call.requestId, from: call.origin.address };
  const refuse = async (fault: Fault): Promise<never> => {
    await desk.db.refuse(nobody, { action: 'session.create', target: `station/${station.id}/pin` });
    throw fault;
  };
  // One statement counts and reads: of a hundred parallel guesses no more than the limit reach the hash.
  const [row] = await desk.db.bookkeeping('identity', (tx) => tx.query(
    `update account_pin p set failures = p.failures + 1 from account a, station_person s
     where p.account = $1 and p.failures < $2 and a.id = p.account and a.active and s.account = p.account and s.station = $3::uuid and s.full_at > now() - make_interval(hours => $4)
     returning p.pin`, [account, limits.pinTries, station.id, limits.pinHours], z.object({ pin: z.string() })));
  if (!row || !desk.inner(call.origin.address)) return refuse(new Fault(IDENTITY_FAULTS.pinLocked));
  if (!(await desk.inTurn(() => verifyPassword(pin, row.pin)))) return refuse(new Fault(IDENTITY_FAULTS.wrongPin));
  const place = (await desk.db.bookkeeping('identity', (tx) => placesOf(tx, account, desk.today()))).find((each) => each.facility === station.facility && each.role !== 'admin');
  if (!place) return refuse(new Fault(IDENTITY_FAULTS.pinLocked));
  return desk.db.withAccess(policyFor({ id: account }, call.requestId, call.origin), { action: 'session.create', target: `account/${account}/pin` }, async (tx) => {
    await tx.run('update account_pin set failures = 0 where account = $1', [account]);
    await tx.run('update station set seen_at = now() where id = $1::uuid', [station.id]);
    await forgive(tx, 'pin', station.id, call.origin.address);
    return openSession(desk, tx, { account, strength: 1, method: 'pin', origin: call.origin, station: station.id, place: { id: place.id, facility: place.facility } });
  });
}
