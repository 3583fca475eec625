import { z } from 'zod';
import type { Policy } from '#platform/access';
import type { Tx } from '#platform/db';
import { Fault } from '#platform/fault';
import { closingsOf, lockDay, openClosing } from './closing.ts';
import { DAY_FAULTS } from './faults.ts';
import { targetOf, type DayKey } from './guard.ts';

/** How many visits the facility's program closed that day, and where it tells them their MA_LK. */
export const sourceBody = z.object({
  count: z.number().int().min(0).max(100_000),
  // What the database cannot keep is no MA_LK.
  visits: z.array(z.string().trim().min(1).max(100).refine((one) => one.isWellFormed() && !one.includes('\u0000'))).max(20_000).optional(),
});
export type SourceWord = z.output<typeof sourceBody>;

/** Whoever says it, the trail keeps the number: a later word takes its place in the day. */
export const sourceTarget = (key: DayKey, { count }: SourceWord): string => `${targetOf(key)}/source/${count}`;

/** Writes the word down in the name of whoever says it; the later one counts. */
export async function saySource(tx: Tx, policy: Policy, key: DayKey, { count, visits }: SourceWord): Promise<void> {
  await tx.run(
    `insert into exchange_source (facility, destination, day, count, visits, said_by) values ($1, $2, $3, $4, $5, $6)
     on conflict (facility, destination, day) do update set count = excluded.count, visits = excluded.visits, said_by = excluded.said_by, said_at = now()`,
    [key.facility, key.destination, key.day, count, visits === undefined ? null : [...new Set(visits)], policy.actor.id]);
}

/**
 * The same, said by the facility's program itself: it is not asked whether it means it, so a closed day is left as a person closed it.
 * @throws Fault exchange-day.count-closed
 */
export async function saySourceByProgram(tx: Tx, policy: Policy, key: DayKey, word: SourceWord): Promise<void> {
  await lockDay(tx, key);
  if (openClosing(await closingsOf(tx, key)) !== undefined) throw new Fault(DAY_FAULTS.countClosed, { day: key.day.split('-').toReversed().join('/') });
  await saySource(tx, policy, key, word);
}
