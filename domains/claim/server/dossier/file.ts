import { z } from 'zod';
import type { Tx } from '#platform/db';
import { Fault } from '#platform/fault';
import { CLAIM_FAULTS } from '../faults.ts';
import { getDossier } from './find.ts';

const othersRow = z.object({ sent: z.boolean(), own: z.boolean() });

/**
 * SHA-256 of the file that a revision came in. The file is given out as it was received, with everything in it: dossiers that were filed, known
 * before, refused or unreadable. So only to the facility that handed it in, or whose dossiers alone stand in it: an answer to anybody else would tell
 * what else is in the file. @throws as getDossier, Fault dossier.file-shared
 */
export async function fileOfDossier(tx: Tx, id: string, revision: number | undefined): Promise<{ sha256: string; name: string }> {
  const found = await getDossier(tx, id, revision);
  if (found.person !== null) tx.learned({ person: found.person });
  const [others] = await tx.query(
    `select exists (select 1 from intake i where i.sha256 = $1 and i.sender = $2) as sent,
       exists (select 1 from intake i where i.id = $3 and i.status = 'done' and i.complete) and coalesce(bool_and(t.facility = $2 and t.outcome <> 'broken'), false) as own
     from intake i join intake_item t on t.intake = i.id where i.sha256 = $1`, [found.file, tx.policy.facility, found.intake], othersRow);
  if (others?.sent !== true && others?.own !== true) throw new Fault(CLAIM_FAULTS.fileShared);
  return { sha256: found.file, name: `${/^[0-9A-Za-z]{5}$/.test(found.facility) ? found.facility : 'ho-so'}-${found.file.slice(0, 8)}.xml` };
}
