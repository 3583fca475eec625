import { z } from 'zod';
import { scopeOf } from '#platform/access';
import type { Tx } from '#platform/db';
import { FAULTS, Fault } from '#platform/fault';

const row = z.object({
  id: z.string(), facility: z.string(), ma_lk: z.string(), kind: z.enum(['claim', 'checkin', 'assessment']), current: z.number(),
  person: z.string().nullable(), name: z.string(), revision: z.number(), intake: z.string(), file: z.string(), position: z.number(), received_at: z.date(), content: z.string(), pricing: z.string(),
});
export type FoundDossier = z.output<typeof row>;

/**
 * A revision of a dossier, the present one unless said. Protected is what reveals something itself, what a later revision shows to be so, and the
 * check-in of a visit whose claim is: an earlier revision that does keeps it when the present one no longer does.
 * @throws Fault request.not-found, also for what the policy may not see
 */
export async function getDossier(tx: Tx, id: string, revision: number | undefined): Promise<FoundDossier> {
  const labels = `array(select unnest(v.labels) from dossier v where v.facility = d.facility and v.ma_lk = d.ma_lk
    union select unnest(t.labels) from intake_item t where t.intake = r.intake and t.position = r.position)`;
  const scope = scopeOf(tx.policy, { column: 'd.facility', labels, from: 3 });
  const [found] = await tx.query(
    `select d.id, d.facility, d.ma_lk, d.kind, d.revision as current, d.person, d.identity->>'name' as name, r.revision, r.intake, r.file, r.position, r.received_at, r.content, r.pricing
     from dossier d join dossier_revision r on r.dossier = d.id and r.revision = coalesce($2::int, d.revision) where d.id = $1 and ${scope.sql}`,
    [id, revision ?? null, ...scope.params], row);
  if (found === undefined) throw new Fault(FAULTS.notFound);
  return found;
}
