import { randomUUIDv7 } from 'node:crypto';
import { z } from 'zod';
import { currentPersons, scopeOf } from '#platform/access';
import type { Policy } from '#platform/access';
import type { Tx } from '#platform/db';
import { FAULTS, Fault } from '#platform/fault';
import { displayNames } from '#platform/identity';
import { ACCESS_FAULTS } from './faults.ts';

/** Break-glass: a record is opened for hours, with a reason, by somebody who has just confirmed who he is; others look at it afterwards. */

/** Who has exactly this number; the room that knows persons gives it. */
export type FindByNumber = (tx: Tx, number: string) => Promise<string | undefined>;

let findByNumber: FindByNumber = () => Promise.resolve(undefined);

export function useFindByNumber(find: FindByNumber): void {
  findByNumber = find;
}

export interface NewOpening {
  /** Citizen number or card number, exact. */
  readonly number: string;
  readonly reason: string;
  readonly hours: number;
}

/** @returns id and person. @throws Fault access.confirm-first | access.no-place | access.nobody-with-number */
export async function openRecord(tx: Tx, { number, reason, hours }: NewOpening): Promise<{ id: string; person: string }> {
  const { policy } = tx;
  if (policy.strength !== 3) throw new Fault(ACCESS_FAULTS.confirmFirst);
  if (policy.facility === null) throw new Fault(ACCESS_FAULTS.noPlace);
  const person = await findByNumber(tx, number);
  if (person === undefined) throw new Fault(ACCESS_FAULTS.nobodyWithNumber);
  const id = randomUUIDv7();
  await tx.run('insert into access_opening (id, account, facility, person, reason, ends_at) values ($1, $2, $3, $4, $5, now() + make_interval(hours => $6))', [id, policy.actor.id, policy.facility, person, reason, hours]);
  await tx.audit({ action: 'emergency.open', target: `person/${person}`, basis: 'emergency' });
  return { id, person };
}

const row = z.object({
  id: z.string(), account: z.string(), facility: z.string(), person: z.string(), reason: z.string(), opened_at: z.date(), ends_at: z.date(), seconded_by: z.string().nullable(), seconded_at: z.date().nullable(),
  reviewed_by: z.string().nullable(), reviewed_at: z.date().nullable(), verdict: z.enum(['justified', 'unjustified']).nullable(), remark: z.string().nullable(),
});

const COLUMNS = 'o.id, o.account, o.facility, o.person, o.reason, o.opened_at, o.ends_at, o.seconded_by, o.seconded_at, o.reviewed_by, o.reviewed_at, o.verdict, o.remark';

/** Openings that the policy may see, newest first: those of its facility, or all for the department and its inspector; `own`: what the caller has open now. One more than `limit` tells that there are more. */
export async function openings(tx: Tx, { limit, offset, unreviewed, own }: { limit: number; offset: number; unreviewed: boolean; own: boolean }, facilityName: (code: string) => string) {
  const scope = reviewScope(tx.policy, 3);
  const params: unknown[] = [limit + 1, offset, ...scope.params];
  const mine = own ? ` and o.ends_at > now() and o.account = $${params.push(tx.policy.actor.id)}` : '';
  const rows = await tx.query(`select ${COLUMNS} from access_opening o where ${scope.sql}${unreviewed ? ' and o.reviewed_at is null' : ''}${mine} order by o.opened_at desc, o.id limit $1 offset $2`, params, row);
  const persons = await currentPersons(tx, rows.map((one) => one.person));
  const who = await displayNames(tx, rows.flatMap((one) => [one.account, one.seconded_by ?? one.account, one.reviewed_by ?? one.account]));
  return {
    items: rows.slice(0, limit).map((one, at) => ({
      id: one.id, who: who(one.account), own: one.account === tx.policy.actor.id, facility: { code: one.facility, name: facilityName(one.facility) }, person: persons[at] ?? one.person, reason: one.reason,
      openedAt: one.opened_at.toISOString(), endsAt: one.ends_at.toISOString(), isOpen: one.ends_at.getTime() > Date.now(),
      seconded: one.seconded_at === null ? null : { by: who(one.seconded_by ?? ''), at: one.seconded_at.toISOString() },
      review: one.reviewed_at === null ? null : { by: who(one.reviewed_by ?? ''), at: one.reviewed_at.toISOString(), verdict: one.verdict, remark: one.remark },
    })),
    more: rows.length > limit,
  };
}

/** The inspector sees what the department sees. */
function reviewScope(policy: Policy, from: number) {
  return policy.role === 'inspector' ? { sql: 'true', params: [] } : scopeOf(policy, { column: 'o.facility', from });
}

/** A second person at the facility confirms that it was needed. @throws Fault request.not-found | access.own-opening | access.opening-done */
export async function secondOpening(tx: Tx, id: string): Promise<void> {
  const found = await lockOpening(tx, id);
  if (found.seconded_at !== null) throw new Fault(ACCESS_FAULTS.openingDone);
  await tx.run('update access_opening set seconded_by = $2, seconded_at = now() where id = $1', [id, tx.policy.actor.id]);
}

/** @throws Fault request.not-found | access.own-opening | access.opening-done */
export async function reviewOpening(tx: Tx, id: string, verdict: 'justified' | 'unjustified', remark: string): Promise<void> {
  const found = await lockOpening(tx, id);
  if (found.reviewed_at !== null) throw new Fault(ACCESS_FAULTS.openingDone);
  await tx.run('update access_opening set reviewed_by = $2, reviewed_at = now(), verdict = $3, remark = $4 where id = $1', [id, tx.policy.actor.id, verdict, remark]);
}

/** Whoever opened it may end it before its time. @throws Fault request.not-found */
export async function endOpening(tx: Tx, id: string): Promise<void> {
  const ended = await tx.run('update access_opening set ends_at = now() where id = $1 and account = $2 and ends_at > now()', [id, tx.policy.actor.id]);
  if (ended === 0) throw new Fault(FAULTS.notFound);
}

async function lockOpening(tx: Tx, id: string): Promise<z.output<typeof row>> {
  const scope = reviewScope(tx.policy, 2);
  const [found] = await tx.query(`select ${COLUMNS} from access_opening o where o.id = $1 and ${scope.sql} for update`, [id, ...scope.params], row);
  if (found === undefined) throw new Fault(FAULTS.notFound);
  if (found.account === tx.policy.actor.id) throw new Fault(ACCESS_FAULTS.ownOpening);
  return found;
}
