import { z } from 'zod';
import type { Tx } from '#platform/db';
import { findPerson } from '../search/search.ts';

const row = z.object({ person: z.string() });

/** Who has the Patient that an absorbed person was named by, so that an address kept from before leads on; undefined for all others, and for whom the policy may not see. */
export async function movedAway(tx: Tx, id: string): Promise<string | undefined> {
  const [found] = await tx.query('select person from person_patient where home = $1::uuid and person <> $1::uuid', [id], row);
  return found !== undefined && await findPerson(tx, found.person) !== undefined ? found.person : undefined;
}
