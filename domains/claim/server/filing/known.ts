import { z } from 'zod';
import type { Tx } from '#platform/db';
import type { FileKind } from '#domains/claim/rules';

const row = z.object({
  id: z.string(), facility: z.string(), ma_lk: z.string(), kind: z.enum(['claim', 'checkin', 'assessment']), revision: z.number(), hash: z.string(),
  identity: z.object({ name: z.string(), folded: z.string(), born: z.string(), sex: z.string(), citizenId: z.string(), insuranceNumbers: z.array(z.string()).readonly() }),
  person: z.string().nullable(), patient: z.string().nullable(), resources: z.array(z.string()),
  // Hashes of what was corrected at the desk into the present revision; empty when the present revision came from the facility's program.
  corrected: z.array(z.string()),
});
/** A dossier that is on the desk, with what the next one under its key is compared with. */
export type Known = z.output<typeof row>;

export const keyOf = (facility: string, maLk: string, kind: FileKind): string => JSON.stringify([facility, maLk, kind]);

/** What is on the desk under these keys, all kinds: the check-in and the claim of a visit are compared with each other. */
export async function knownDossiers(tx: Tx, keys: readonly { readonly facility: string; readonly maLk: string }[]): Promise<Map<string, Known>> {
  const rows = await tx.query(
    `select d.id, d.facility, d.ma_lk, d.kind, d.revision, d.hash, d.identity, d.person, d.patient, d.resources,
       case when exists (select 1 from dossier_correction c join dossier_revision n on n.intake = c.intake where c.dossier = d.id and n.dossier = d.id and n.revision = d.revision)
         then array(select r.hash from dossier_revision r where r.dossier = d.id and r.revision < d.revision) else '{}' end as corrected
     from dossier d join (select distinct * from unnest($1::text[], $2::text[])) as k(facility, ma_lk) on d.facility = k.facility and d.ma_lk = k.ma_lk`,
    [keys.map((key) => key.facility), keys.map((key) => key.maLk)], row);
  return new Map(rows.map((found) => [keyOf(found.facility, found.ma_lk, found.kind), found]));
}
