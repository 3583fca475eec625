import { z } from 'zod';
import { systemPolicy } from '#platform/access';
import type { Database } from '#platform/db';
import { linkCitizen } from '#platform/identity';
import { mostSeen } from '#domains/person/server';

const CITIZEN = 'nguoidan';

/** Says which of the invented people the citizen of the demonstration is: once, the one with most visits. */
export async function linkDemonstrationCitizen(db: Database): Promise<void> {
  const [open] = await db.bookkeeping('demonstration', (tx) => tx.query('select true as open from account where user_name = $1 and person is null', [CITIZEN], z.object({ open: z.boolean() })));
  if (!open) return;
  await db.withAccess(systemPolicy('demonstration', 'demonstration'), { action: 'account.grant', target: 'account/demonstration-citizen' }, async (tx) => {
    const person = await mostSeen(tx);
    if (person !== undefined) await linkCitizen(tx, CITIZEN, person);
  });
}
