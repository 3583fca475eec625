import { systemPolicy } from '#platform/access';
import type { Database } from '#platform/db';
import type { FileSummary, ReadProblem } from '#domains/claim/rules';
import { storable } from '../filing/prepare.ts';
import { lockTurn, type Progress } from '../filing/progress.ts';

/**
 * Closes an intake that was read to its end. The problems of the file as a whole are written here and only here, because reading that
 * begins again meets them again. A file in which no dossier could be found is `failed`.
 * @returns false when another process went on with it
 */
export async function finish(db: Database, intake: string, progress: Progress, summary: FileSummary, problems: readonly ReadProblem[]): Promise<boolean> {
  const failed = summary.dossiers + summary.broken === 0;
  return db.withAccess(systemPolicy('claim-intake', 'filing'), { action: 'intake.finish', target: `intake/${intake}` }, async (tx) => {
    if (await lockTurn(tx, intake, progress) === undefined) return false;
    if (problems.length > 0) {
      await tx.run('insert into intake_problem (intake, position, code, message) select $1::uuid, null, code, message from unnest($2::text[], $3::text[]) as t(code, message)',
        [intake, problems.map((one) => one.code), problems.map((one) => storable(one.message))]);
    }
    await tx.run('update intake set status = $2, kind = $3, announced = $4, complete = $5, read_bytes = bytes, owner = null, owned_until = null where id = $1',
      [intake, failed ? 'failed' : 'done', summary.kind, announcedOf(summary), summary.complete]);
    return true;
  });
}

/** SOLUONGHOSO may say anything. */
function announcedOf({ announced }: FileSummary): number | null {
  return announced !== null && Number.isInteger(announced) && Math.abs(announced) < 2 ** 31 ? announced : null;
}
