import { z } from 'zod';
import type { Tx } from '#platform/db';
import { MODES, type Mode } from '#platform/exchange/rules';

/** Stands for every facility that has no row of its own. */
export const EVERY_FACILITY = '*';

/** The mode of a facility that nobody set: its program sends by itself, so that nothing goes out twice. */
const DEFAULT: Mode = 'copy';

/** The mode of a facility; `isUsed`: whether anybody said anything about the destination. */
export type Modes = ((facility: string) => Mode) & { readonly isUsed: boolean };

const row = z.object({ facility: z.string(), mode: z.enum(MODES) });

/**
 * How messages of facilities go to a destination on a day.
 * @param day yyyy-MM-dd
 * @returns by facility; a facility that is not in it: as `EVERY_FACILITY`
 */
export async function modesOn(tx: Tx, destination: string, facilities: readonly string[], day: string): Promise<Modes> {
  const rows = await tx.query(
    `select distinct on (facility) facility, mode from exchange_mode where destination = $1 and facility = any($2) and valid_from <= $3::date order by facility, valid_from desc`,
    [destination, [...new Set(facilities), EVERY_FACILITY], day], row);
  const known = new Map(rows.map((one) => [one.facility, one.mode]));
  return Object.assign((facility: string): Mode => known.get(facility) ?? known.get(EVERY_FACILITY) ?? DEFAULT, { isUsed: known.size > 0 });
}

/** Sets who sends from a day on. The row of the same day is replaced; what is already owed stays as it is. @param day yyyy-MM-dd */
export async function setMode(tx: Tx, { facility, destination, mode, day, reason, by }: { facility: string; destination: string; mode: Mode; day: string; reason: string; by: string }): Promise<void> {
  await tx.run(
    `insert into exchange_mode (facility, destination, valid_from, mode, reason, set_by) values ($1, $2, $3, $4, $5, $6)
     on conflict (facility, destination, valid_from) do update set mode = excluded.mode, reason = excluded.reason, set_by = excluded.set_by, set_at = now()`,
    [facility, destination, day, mode, reason, by]);
}

/** Says how a destination is served as long as nobody said otherwise. */
export async function startWithMode(tx: Tx, destination: string, mode: Mode): Promise<void> {
  await tx.run(`insert into exchange_mode (facility, destination, valid_from, mode, reason, set_by) select '*', $1, date '2000-01-01', $2, 'mặc định', 'system' where not exists (select 1 from exchange_mode where destination = $1 and facility = '*')`, [destination, mode]);
}

/** Destinations of which somebody said who sends to them. */
export async function usedDestinations(tx: Tx): Promise<string[]> {
  return (await tx.query('select distinct destination from exchange_mode order by destination limit 100', [], z.object({ destination: z.string() }))).map((one) => one.destination);
}
