import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Database } from './database.ts';

const row = z.object({ id: z.string(), kind: z.enum(['demonstration', 'empty']) });
export type Installation = z.output<typeof row>;

/**
 * What this province is: decided by its first start and kept. The caller compares it with what was asked for,
 * so that a real province never receives invented people and a demonstration is never taken for a real one.
 * @param kind what it becomes when it is new
 */
export async function installation(db: Database, kind: Installation['kind']): Promise<Installation> {
  return db.bookkeeping('installation', async (tx) => {
    await tx.run('insert into installation (id, kind) values ($1, $2) on conflict do nothing', [randomUUID(), kind]);
    const [found] = await tx.query('select id, kind from installation', [], row);
    if (!found) throw new Error('installation row is missing');
    return found;
  });
}
