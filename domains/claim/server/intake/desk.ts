import { randomUUID } from 'node:crypto';
import { catalogues } from '#platform/catalogue/server';
import { Fault } from '#platform/fault';
import { describeError } from '#platform/http';
import type { Context } from '#platform/room';
import { dayInVietnam } from '#platform/time/rules';
import { fileGroup, OvertakenError } from '../filing/file-group.ts';
import type { Prepared } from '../filing/prepare.ts';
import type { Progress } from '../filing/progress.ts';
import { finish } from './finish.ts';
import { OpenIntake, type Group } from './open-intake.ts';
import { giveBack, pauseTurn, takeTurn, type Turn } from './turns.ts';

export const INTAKE_JOB = 'claim-intake';

/** Files that are read side by side, each of another facility: they take turns group by group. */
const MOST_OPEN = 4;

export interface Desk {
  /** One group of each open intake. @returns whether there may be more to do at once */
  round(signal: AbortSignal): Promise<boolean>;
}

/** Part of the context that filing needs: also given by the command line, which has no HTTP. */
export type FilingContext = Context;

interface Open {
  readonly turn: Turn;
  readonly reader: OpenIntake;
}

/** The one who files received dossiers. @param only these intakes; null: any that waits */
export function desk(context: FilingContext, only: readonly string[] | null = null): Desk {
  const owner = randomUUID();
  const open = new Map<string, Open>();

  async function round(signal: AbortSignal): Promise<boolean> {
    try {
      await takeMore();
      const worked = open.size > 0;
      const steps = await Promise.allSettled([...open.values()].map(step));
      const failed = steps.find((one) => one.status === 'rejected');
      if (failed) throw failed.reason;
      // Behind an intake that is done the next one of the facility may wait.
      return worked;
    } catch (error) {
      // PostgreSQL or the disk is away: nothing is lost, reading begins again behind the last group that was filed.
      await closeAll();
      throw error;
    } finally {
      if (signal.aborted) {
        await closeAll();
        await giveBack(context.db, owner).catch(() => {});
      }
    }
  }

  async function takeMore(): Promise<void> {
    while (open.size < MOST_OPEN) {
      const turn = await takeTurn(context.db, owner, only);
      if (turn === undefined) return;
      const reader = new OpenIntake({
        files: context.files, sha256: turn.sha256, filed: turn.filed, sender: turn.sender, asOf: dayInVietnam(turn.received_at.getTime()),
        limits: { file: context.settings.uploadLimit }, catalogues: () => catalogues(context),
      });
      open.set(turn.id, { turn, reader });
    }
  }

  async function step(one: Open): Promise<void> {
    const { turn, reader } = one;
    try {
      const group = await reader.next();
      if (group.prepared.length > 0) await fileSafely(turn, group);
      if (group.end === null) return;
      await finish(context.db, turn.id, { owner, from: group.to, to: group.to, readBytes: group.readBytes }, group.end.summary, group.end.problems);
      await drop(one);
    } catch (error) {
      await drop(one);
      if (error instanceof OvertakenError) return;
      if (error instanceof Fault && error.entry.status >= 500) throw error;
      context.log.error({ intake: turn.id, error: describeError(error) }, 'intake failed');
      await pauseTurn(context.db, turn.id);
    }
  }

  /** A group that fails is filed one by one, so that a dossier nobody thought of stops no other. */
  async function fileSafely(turn: Turn, group: Group): Promise<void> {
    const file = { id: turn.id, fileName: turn.file_name, sha256: turn.sha256, receivedAt: turn.received_at, facility: turn.facility };
    const progress: Progress = { owner, from: group.from, to: group.to, readBytes: group.readBytes };
    try {
      return await fileGroup(context, file, group.prepared, progress);
    } catch (error) {
      if (isNotItsFault(error)) throw error;
      context.log.error({ intake: turn.id, from: group.from, error: describeError(error) }, 'group failed, filed one by one');
    }
    let from = group.from;
    for (const one of group.prepared) {
      const alone = { ...progress, from, to: one.position };
      try {
        await fileGroup(context, file, [one], alone);
      } catch (error) {
        if (isNotItsFault(error)) throw error;
        context.log.error({ intake: turn.id, position: one.position, error: describeError(error) }, 'dossier failed');
        await fileGroup(context, file, [unfiled(one)], alone);
      }
      from = one.position;
    }
  }

  async function drop(one: Open): Promise<void> {
    open.delete(one.turn.id);
    await one.reader.close();
  }

  async function closeAll(): Promise<void> {
    // Taking out while going through is allowed by Map.
    for (const one of open.values()) await drop(one);
  }

  return { round };
}

function isNotItsFault(error: unknown): boolean {
  return error instanceof OvertakenError || (error instanceof Fault && error.entry.status >= 500);
}

function unfiled(one: Prepared): Prepared {
  return { ...one, obstacle: { outcome: 'refused', reason: 'Máy chủ không ghi được hồ sơ này vì lỗi ngoài dự tính; các hồ sơ khác vẫn được nhận. Báo người quản trị kèm tên tệp và vị trí.' }, findings: [], problems: [] };
}
