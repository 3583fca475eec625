import { z } from 'zod';
import type { Database, Tx } from '#platform/db';
import { checkpointText } from '#platform/audit/rules';
import { edgeAt, logSize } from './nodes.ts';
import type { Signer } from './key.ts';
import { holdLog } from './sequence.ts';

export interface KeptCheckpoint { readonly size: number; readonly note: string; readonly at: Date }
const row = z.object({ size: z.number(), note: z.string(), at: z.date() });
const COLUMNS = 'size::double precision as size, note, at';

/** Signs how long the log is and its root, when it has grown since the last time. @param now milliseconds */
export async function makeCheckpoint(db: Database, signer: Signer, now: number): Promise<KeptCheckpoint | undefined> {
  return db.bookkeeping('audit-log', async (tx) => {
    if (!(await holdLog(tx))) return undefined;
    const size = await logSize(tx);
    const last = await lastCheckpoint(tx);
    if (size === 0 || last?.size === size) return undefined;
    const root = (await edgeAt(tx, size)).root();
    const time = Math.floor(now / 1000);
    const text = checkpointText({ origin: signer.name, size, root, time });
    const note = `${text}\n${signer.line(text)}`;
    await tx.run('insert into audit_checkpoint (size, root, at, note) values ($1, $2, to_timestamp($3), $4)', [size, root, time, note]);
    return { size, note, at: new Date(time * 1000) };
  });
}

export async function lastCheckpoint(tx: Tx): Promise<KeptCheckpoint | undefined> {
  return (await tx.query(`select ${COLUMNS} from audit_checkpoint order by size desc limit 1`, [], row))[0];
}

/** The first checkpoint that holds an event. */
export async function checkpointOver(tx: Tx, seq: number): Promise<KeptCheckpoint | undefined> {
  return (await tx.query(`select ${COLUMNS} from audit_checkpoint c where c.size > $1 order by c.size limit 1`, [seq], row))[0];
}
