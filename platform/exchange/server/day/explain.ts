import { z } from 'zod';
import type { Policy } from '#platform/access';
import type { Tx } from '#platform/db';
import { FAULTS, Fault } from '#platform/fault';
import type { Context } from '#platform/room';
import { closingsOf, lockDay, openClosing } from './closing.ts';
import { dayNow } from './day.ts';
import { DAY_FAULTS } from './faults.ts';
import type { DayKey } from './guard.ts';

/**
 * A person's word for differences as they stand. @param lines key and mark as the day shows them
 * @throws Fault exchange-day.difference-gone, exchange-day.closed
 */
export async function explain(tx: Tx, context: Context, policy: Policy, key: DayKey, lines: readonly { readonly key: string; readonly mark: string }[], reason: string): Promise<number> {
  await needOpen(tx, key);
  const { differences } = await dayNow(tx, context, policy, key, Date.now());
  const there = new Set(differences.lines.filter((line) => line.explained !== 'state').map((line) => `${line.key}\n${line.mark}`));
  const gone = lines.find((line) => !there.has(`${line.key}\n${line.mark}`));
  if (gone !== undefined) throw new Fault(DAY_FAULTS.gone, { key: gone.key });
  return tx.run(
    `insert into exchange_explanation (facility, destination, day, key, mark, reason, explained_by) select $1, $2, $3, t.key, t.mark, $6, $7 from unnest($4::text[], $5::text[]) as t(key, mark)
     on conflict (facility, destination, day, key, mark) where undone_at is null do nothing`,
    [key.facility, key.destination, key.day, lines.map((line) => line.key), lines.map((line) => line.mark), reason, policy.actor.id]);
}

/** Takes an explanation back; it stays, and by whom it was taken back. @throws Fault exchange-day.closed, request.not-found */
export async function unexplain(tx: Tx, policy: Policy, key: DayKey, id: string): Promise<void> {
  await needOpen(tx, key);
  const [one] = await tx.query('update exchange_explanation set undone_by = $5, undone_at = now() where id = $4 and facility = $1 and destination = $2 and day = $3 and undone_at is null returning id',
    [key.facility, key.destination, key.day, id, policy.actor.id], z.object({ id: z.string() }));
  if (one === undefined) throw new Fault(FAULTS.notFound);
}

async function needOpen(tx: Tx, key: DayKey): Promise<void> {
  await lockDay(tx, key);
  if (openClosing(await closingsOf(tx, key)) !== undefined) throw new Fault(DAY_FAULTS.closed);
}
