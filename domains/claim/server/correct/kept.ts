import { z } from 'zod';
import { scopeOf } from '#platform/access';
import type { Tx } from '#platform/db';
import { displayNames } from '#platform/identity';
import type { FoundDossier } from '../dossier/find.ts';

const changed = z.object({ table: z.string(), row: z.number(), field: z.string(), before: z.string().nullable(), after: z.string() });
const row = z.object({ revision: z.number(), base: z.number(), made_by: z.string(), made_at: z.date(), reason: z.string(), changes: z.string() });
const againRow = z.object({ at: z.date().nullable() });

/**
 * What was corrected at the desk, newest first: which revision it made of which, by whom, why, which cells. `sentAgain`: when the facility's program last
 * sent what had been corrected since; null: never.
 */
export async function keptCorrections(tx: Tx, found: FoundDossier) {
  // A cell tells what stood in the revision before too: whoever may not see one of the two does not see the correction.
  const labels = 'array(select unnest(t.labels) from intake_item t where (t.intake = r.intake and t.position = r.position) or (t.intake = b.intake and t.position = b.position))';
  const scope = scopeOf(tx.policy, { column: 'd.facility', labels, from: 2 });
  const rows = await tx.query(
    `select r.revision, c.base, c.made_by, c.made_at, c.reason, c.changes from dossier_correction c join dossier d on d.id = c.dossier join dossier_revision r on r.intake = c.intake and r.dossier = c.dossier
       join dossier_revision b on b.dossier = c.dossier and b.revision = c.base
     where c.dossier = $1 and ${scope.sql} order by r.revision desc limit 100`, [found.id, ...scope.params], row);
  const [again] = await tx.query("select max(i.received_at) as at from intake_item t join intake i on i.id = t.intake where t.dossier = $1 and t.outcome = 'same' and t.reason is not null", [found.id], againRow);
  const who = await displayNames(tx, rows.map((one) => one.made_by));
  return {
    corrections: rows.map((one) => ({ revision: one.revision, base: one.base, by: who(one.made_by), at: one.made_at.toISOString(), reason: one.reason, changes: z.array(changed).parse(JSON.parse(one.changes)) })),
    sentAgain: again?.at?.toISOString() ?? null,
  };
}
