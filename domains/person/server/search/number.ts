import { z } from 'zod';
import type { Tx } from '#platform/db';
import { SID } from '#domains/person/rules';
import { sourceOpen } from '../seen.ts';

const row = z.object({ person: z.string() });

/**
 * The person who has exactly this citizen number or insurance card; undefined when nobody has it, or several: in an emergency the wrong record is
 * worse than none. Does not ask who may be seen: the one who asks has declared an emergency. It opens nothing that is protected: a number that only
 * a source known by protected visits gave finds nobody.
 */
export async function personWithNumber(tx: Tx, number: string): Promise<string | undefined> {
  const params: unknown[] = [[SID.citizenId, SID.card, SID.insuranceNumber], number.toUpperCase()];
  const found = await tx.query(
    `select distinct l.person from patient_identifier i join person_patient l on l.patient = i.patient where i.system = any($1) and i.value = $2 and ${await sourceOpen(tx, 'l', params)} limit 2`, params, row);
  return found.length === 1 ? found[0]?.person : undefined;
}
