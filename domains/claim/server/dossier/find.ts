import { z } from 'zod';
import { scopeOf } from '#platform/access';
import type { Tx } from '#platform/db';
import { FAULTS, Fault } from '#platform/fault';
import { CLAIM_FAULTS } from '../faults.ts';

const row = z.object({
  id: z.string(), facility: z.string(), ma_lk: z.string(), kind: z.enum(['claim', 'checkin', 'assessment']), current: z.number(), sensitive: z.boolean(),
  person: z.string().nullable(), name: z.string(), revision: z.number(), intake: z.string(), file: z.string(), position: z.number(), received_at: z.date(), content: z.string(), pricing: z.string(),
});
export type FoundDossier = z.output<typeof row>;

/**
 * A revision of a dossier, the present one unless said. Sensitive is what reveals something itself, what a later revision shows to be so, and the
 * check-in of a visit whose claim is: an earlier revision that does keeps it when the present one no longer does.
 * @throws Fault request.not-found (also outside the policy's scope) | dossier.restricted
 */
export async function getDossier(tx: Tx, id: string, revision: number | undefined): Promise<FoundDossier> {
  const scope = scopeOf(tx.policy, { column: 'd.facility', from: 3 });
  const [found] = await tx.query(
    `select d.id, d.facility, d.ma_lk, d.kind, d.revision as current, d.person, d.identity->>'name' as name, r.revision, r.intake, r.file, r.position, r.received_at, r.content, r.pricing,
       exists (select 1 from dossier v where v.facility = d.facility and v.ma_lk = d.ma_lk and cardinality(v.labels) > 0)
         or exists (select 1 from intake_item t where t.intake = r.intake and t.position = r.position and cardinality(t.labels) > 0) as sensitive
     from dossier d join dossier_revision r on r.dossier = d.id and r.revision = coalesce($2::int, d.revision) where d.id = $1 and ${scope.sql}`,
    [id, revision ?? null, ...scope.params], row);
  if (found === undefined) throw new Fault(FAULTS.notFound);
  if (found.sensitive && tx.policy.facility !== found.facility) throw new Fault(CLAIM_FAULTS.restricted);
  return found;
}
