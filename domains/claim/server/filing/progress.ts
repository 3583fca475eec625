import { z } from 'zod';
import type { Tx } from '#platform/db';

/** Where an intake stands. */
export interface Progress {
  /** The process that reads it. */
  readonly owner: string;
  /** Position up to which it was filed before. */
  readonly from: number;
  /** Position up to which it will be. */
  readonly to: number;
  /** Bytes of the file read so far. */
  readonly readBytes: number;
}

/** Seconds after which a process that said nothing is taken for dead. */
export const LEASE_SECONDS = 12;

const row = z.object({ filed: z.number(), owner: z.string().nullable(), status: z.string(), corrects: z.number().nullable() });

export interface HeldTurn {
  /** The file was made at the claims desk: it holds on top of this revision alone. */
  readonly corrects: number | null;
}

/** Locks the intake's row until the transaction ends. @returns undefined when somebody else went on with it */
export async function lockTurn(tx: Tx, intake: string, progress: Progress): Promise<HeldTurn | undefined> {
  const [found] = await tx.query('select filed, owner, status, corrects from intake where id = $1 for update', [intake], row);
  return found !== undefined && found.status === 'running' && found.filed === progress.from && found.owner === progress.owner ? found : undefined;
}

export async function advance(tx: Tx, intake: string, progress: Progress, more: { done: number; broken: number; refused: number; errors: number; warnings: number; infos: number }): Promise<void> {
  await tx.run(
    `update intake set filed = $2, read_bytes = greatest(read_bytes, $3), done = done + $4, broken = broken + $5, errors = errors + $6, warnings = warnings + $7, infos = infos + $8, refused = refused + $9,
       failures = 0, owned_until = clock_timestamp() + make_interval(secs => $10) where id = $1`,
    [intake, progress.to, progress.readBytes, more.done, more.broken, more.errors, more.warnings, more.infos, more.refused, LEASE_SECONDS]);
}
