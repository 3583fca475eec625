import { z } from 'zod';
import type { Tx } from '#platform/db';

/** Says that the catalogues changed; belongs into the transaction of the change. */
export async function bump(tx: Tx): Promise<void> {
  await tx.run('update catalogue_state set revision = revision + 1');
}

export async function revisionOf(tx: Tx): Promise<string> {
  const [state] = await tx.query('select revision from catalogue_state', [], z.object({ revision: z.string() }));
  return state?.revision ?? '0';
}
