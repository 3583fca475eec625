import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Policy } from '#platform/access';
import type { Tx } from '#platform/db';
import { Fault } from '#platform/fault';
import { displayNames } from '#platform/identity';
import type { Context } from '#platform/room';
import { dayInVietnam } from '#platform/time/rules';
import { dayNow, type DayNow } from './day.ts';
import { DAY_FAULTS } from './faults.ts';
import type { DayKey } from './guard.ts';

const closingRow = z.object({
  id: z.string(), number: z.number(), frozen: z.string(), hash: z.string(), facts: z.string(), paper: z.string().nullable(), closed_by: z.string(), closed_at: z.date(),
  reopened_by: z.string().nullable(), reopened_at: z.date().nullable(), reopen_reason: z.string().nullable(),
});
export type Closing = z.output<typeof closingRow>;
const COLUMNS = 'id, number, frozen, hash, facts, paper, closed_by, closed_at, reopened_by, reopened_at, reopen_reason';

/** What is kept of a day when it is closed, and printed. */
const frozenShape = z.object({
  facility: z.object({ code: z.string(), name: z.string() }), destination: z.string(), day: z.string(), number: z.number(), closedAt: z.string(), closedBy: z.string(),
  totals: z.object({ source: z.number().nullable(), ours: z.number(), receiver: z.number().nullable() }),
  /** How many visits of each class. */
  causes: z.array(z.object({ cause: z.string(), count: z.number() })),
  /** What a person explained. */
  explained: z.array(z.object({ key: z.string(), cause: z.string(), field: z.string().nullable(), off: z.number().nullable(), reason: z.string(), by: z.string(), at: z.string() })),
  /** Every visit and its class: what was counted. */
  visits: z.array(z.tuple([z.string(), z.string()])),
  /** Closings before this one. */
  before: z.array(z.object({ number: z.number(), closedAt: z.string(), closedBy: z.string(), reopenedAt: z.string(), reopenedBy: z.string(), reason: z.string() })),
});
export type Frozen = z.output<typeof frozenShape>;
export const readFrozen = (closing: Closing): Frozen => frozenShape.parse(JSON.parse(closing.frozen));

/** All closings of a day, oldest first. */
export function closingsOf(tx: Tx, key: DayKey): Promise<Closing[]> {
  return tx.query(`select ${COLUMNS} from exchange_closing where facility = $1 and destination = $2 and day = $3 order by number`, [key.facility, key.destination, key.day], closingRow);
}

export const openClosing = (closings: readonly Closing[]): Closing | undefined => closings.find((one) => one.reopened_at === null);

/** Whoever closes, explains or reopens a day takes turns with others who do. */
export async function lockDay(tx: Tx, key: DayKey): Promise<void> {
  await tx.run('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`exchange-day ${key.facility} ${key.destination} ${key.day}`]);
}

/**
 * Closes a day of the caller's facility and freezes what was counted. One that is closed already stays as it is: two who close at once get the same closing.
 * @throws Fault exchange-day.unexplained, exchange-day.not-over
 */
export async function closeDay(tx: Tx, context: Context, policy: Policy, key: DayKey): Promise<Closing> {
  await lockDay(tx, key);
  const before = await closingsOf(tx, key);
  const open = openClosing(before);
  if (open !== undefined) return open;
  // Read behind the lock: the time of the closing is after all that it counts.
  const at = new Date();
  if (key.day.replaceAll('-', '') > dayInVietnam(at.getTime())) throw new Fault(DAY_FAULTS.notOver, { day: key.day.split('-').toReversed().join('/') });
  const now = await dayNow(tx, context, policy, key, at.getTime());
  if (now.differences.unexplained > 0) throw new Fault(DAY_FAULTS.unexplained, { count: now.differences.unexplained });
  const names = await displayNames(tx, [policy.actor.id, ...now.explanations.map((one) => one.by), ...before.flatMap((one) => [one.closed_by, one.reopened_by ?? ''])]);
  const frozen = JSON.stringify(freeze(key, now, before, { at, by: policy.actor.id, number: before.length + 1, nameOf: context.facilityName, names }));
  const [made] = await tx.query(
    `insert into exchange_closing (facility, destination, day, number, frozen, hash, facts, closed_by, closed_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning ${COLUMNS}`,
    [key.facility, key.destination, key.day, before.length + 1, frozen, createHash('sha256').update(frozen).digest('hex'), now.facts, policy.actor.id, at], closingRow);
  if (made === undefined) throw new Error('a closing that was inserted is there');
  return made;
}

interface Circumstances { readonly at: Date; readonly by: string; readonly number: number; readonly nameOf: (facility: string) => string; readonly names: (id: string) => string }

function freeze(key: DayKey, { differences, explanations }: DayNow, before: readonly Closing[], { at, by, number, nameOf, names }: Circumstances): Frozen {
  const said = new Map(explanations.map((one) => [`${one.key}\n${one.mark}`, one]));
  const causes = [...Map.groupBy(differences.lines, (line) => line.cause)].map(([cause, lines]) => ({ cause, count: lines.length }));
  return {
    facility: { code: key.facility, name: nameOf(key.facility) }, destination: key.destination, day: key.day, number, closedAt: at.toISOString(), closedBy: names(by), totals: differences.totals, causes,
    explained: differences.lines.flatMap((line) => {
      const word = line.explained === 'person' ? said.get(`${line.key}\n${line.mark}`) : undefined;
      return word === undefined ? [] : [{ key: line.key, cause: line.cause, field: line.field, off: line.off, reason: word.reason, by: names(word.by), at: word.at.toISOString() }];
    }),
    visits: differences.lines.map((line): [string, string] => [line.key, line.cause]),
    before: before.map((one) => ({ number: one.number, closedAt: one.closed_at.toISOString(), closedBy: names(one.closed_by), reopenedAt: one.reopened_at?.toISOString() ?? '', reopenedBy: names(one.reopened_by ?? ''), reason: one.reopen_reason ?? '' })),
  };
}

/** Opens a closed day again; the closing and its paper stay. @throws Fault exchange-day.not-closed */
export async function reopenDay(tx: Tx, policy: Policy, key: DayKey, reason: string): Promise<void> {
  await lockDay(tx, key);
  const opened = await tx.run('update exchange_closing set reopened_by = $4, reopened_at = now(), reopen_reason = $5 where facility = $1 and destination = $2 and day = $3 and reopened_at is null', [key.facility, key.destination, key.day, policy.actor.id, reason]);
  if (opened === 0) throw new Fault(DAY_FAULTS.notClosed);
}
