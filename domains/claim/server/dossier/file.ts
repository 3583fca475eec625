import { z } from 'zod';
import type { Tx } from '#platform/db';
import { Fault } from '#platform/fault';
import { CLAIM_FAULTS } from '../faults.ts';
import { getDossier } from './find.ts';

const othersRow = z.object({ sent: z.boolean(), read: z.boolean(), foreign: z.boolean(), sensitive: z.boolean(), unread: z.boolean() });

/**
 * SHA-256 of the file that a revision came in. The file is given out as it was received, with everything in it: dossiers that were filed, known
 * before, refused or unreadable. So only to the facility that handed it in, and else to whoever may see each of them. @throws as getDossier, Fault dossier.file-shared
 */
export async function fileOfDossier(tx: Tx, id: string, revision: number | undefined): Promise<{ sha256: string; name: string }> {
  const found = await getDossier(tx, id, revision);
  const [others] = await tx.query(
    `select exists (select 1 from intake i where i.sha256 = $1 and i.sender = $2) as sent,
       exists (select 1 from intake i where i.id = $3 and i.status = 'done' and i.complete) as read,
       coalesce(bool_or(t.facility is distinct from $2), false) as foreign, coalesce(bool_or(cardinality(t.labels) > 0 and t.facility is distinct from $2), false) as sensitive,
       coalesce(bool_or(t.outcome = 'broken'), false) as unread
     from intake i join intake_item t on t.intake = i.id where i.sha256 = $1`, [found.file, tx.policy.facility, found.intake], othersRow);
  if (others?.sent !== true) {
    if (others === undefined || others.sensitive) throw new Fault(CLAIM_FAULTS.restricted);
    if (!others.read || others.unread || (tx.policy.role === 'facility' && others.foreign)) throw new Fault(CLAIM_FAULTS.fileShared);
  }
  return { sha256: found.file, name: `${/^[0-9A-Za-z]{5}$/.test(found.facility) ? found.facility : 'ho-so'}-${found.file.slice(0, 8)}.xml` };
}
