import { z } from 'zod';
import type { Tx } from '#platform/db';
import { Fault } from '#platform/fault';
import { CLAIM_FAULTS } from '../faults.ts';
import { getDossier } from './find.ts';

/**
 * SHA-256 of the file that a revision came in. The file is given out as it was received, with every dossier in it: so only when the
 * policy may see them all. @throws as getDossier
 */
export async function fileOfDossier(tx: Tx, id: string, revision: number | undefined): Promise<{ sha256: string; name: string }> {
  const found = await getDossier(tx, id, revision);
  const [others] = await tx.query(
    `select count(*) filter (where d.facility <> $2)::int as foreign, count(*) filter (where cardinality(d.labels) > 0 and d.facility is distinct from $3)::int as restricted
     from dossier_revision r join dossier d on d.id = r.dossier where r.file = $1`, [found.file, found.facility, tx.policy.facility], z.object({ foreign: z.number(), restricted: z.number() }));
  const foreign = tx.policy.role === 'facility' && (others?.foreign ?? 0) > 0;
  if (foreign || (others?.restricted ?? 0) > 0) throw new Fault(CLAIM_FAULTS.restricted);
  return { sha256: found.file, name: `${found.facility || 'ho-so'}-${found.file.slice(0, 8)}.xml` };
}
