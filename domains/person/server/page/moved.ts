import { z } from 'zod';
import type { Tx } from '#platform/db';
import { findPerson } from '../search/search.ts';
import { sourceOpen } from '../seen.ts';

const row = z.object({ person: z.string() });

/** Who has the Patient that an absorbed person was named by, so that an address kept from before leads on; undefined for all others, and for whom the policy may not see. */
export async function movedAway(tx: Tx, id: string): Promise<string | undefined> {
  const params: unknown[] = [id];
  const [found] = await tx.query(`select l.person from person_patient l where l.home = $1::uuid and l.person <> $1::uuid and ${await sourceOpen(tx, 'l', params)}`, params, row);
  return found !== undefined && await findPerson(tx, found.person) !== undefined ? found.person : undefined;
}
