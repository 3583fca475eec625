import { z } from 'zod';
import type { Tx } from '#platform/db';

const row = z.object({ home: z.string(), person: z.string() });

/** Who has today the Patient that a person was named by: joins and their undoing are followed. Whoever is not found is still himself. */
export async function personsToday(tx: Tx, persons: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = await tx.query('select home, person from person_patient where home = any($1::uuid[])', [[...persons]], row);
  return new Map(found.map((one) => [one.home, one.person]));
}
