import { z } from 'zod';
import type { Tx } from '#platform/db';
import { Fault } from '#platform/fault';
import { SEALED, inclusionRanges, toBase64 } from '#platform/audit/rules';
import type { ProofFile } from '#platform/audit/rules';
import { checkpointOver } from './checkpoint.ts';
import { AUDIT_FAULTS } from './faults.ts';
import { knownKeys } from './key.ts';
import { rootsOf } from './nodes.ts';
import { SEALED_COLUMNS } from './sealed-sql.ts';

const sealedRow = z.record(z.enum(SEALED), z.string().nullable());

/** The proof file of the event at a place of the log. @throws Fault audit.not-sealed */
export async function proofOf(tx: Tx, seq: number): Promise<ProofFile> {
  const checkpoint = await checkpointOver(tx, seq);
  const [event] = await tx.query(`select ${SEALED_COLUMNS} from audit_leaf l join audit_event e on e.id = l.event_id and e.at = l.at where l.seq = $1`, [seq], sealedRow);
  if (checkpoint === undefined || event === undefined) throw new Fault(AUDIT_FAULTS.notSealed);
  const path = await rootsOf(tx, inclusionRanges(seq, checkpoint.size));
  const cosigned = await tx.query(`select signature from audit_witness where size = $1 and outcome = 'cosigned' and signature is not null`, [checkpoint.size], z.object({ signature: z.string() }));
  return {
    kind: 'yteso-audit-proof-1', event, seq, path: path.map(toBase64), checkpoint: checkpoint.note, keys: await knownKeys(tx),
    cosignatures: [...new Set(cosigned.flatMap((row) => row.signature.split('\n')).filter((line) => line !== ''))],
  };
}
