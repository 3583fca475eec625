import { readSettings } from '#platform/config';
import { installation, openFromSettings } from '#platform/db';
import { openFileStore } from '#platform/files';
import { describeError, healthBoard, metricsRegistry } from '#platform/http';
import { jobRunner } from '#platform/jobs';
import type { Context } from '#platform/room';
import { openKeyring } from '#platform/signing';
import { jsonLog } from '../log.ts';
import { ROOMS } from '../rooms.ts';

/** Runs a command with what the server would hand to a room, beside a running server or without one; ends what it opened. */
export async function withContext<T>(work: (context: Context) => Promise<T>): Promise<T> {
  const settings = readSettings(process.env, process.cwd());
  const tell = (message: string) => process.stderr.write(`${message}\n`);
  const opened = await openFromSettings(settings, 'guest', tell);
  const log = jsonLog(settings.logLevel ?? 'error', (line) => { process.stderr.write(line); });
  try {
    // A command that comes before the first start makes the installation a real one, without invented people.
    const kind = await installation(opened.db, 'empty');
    const context: Context = {
      settings, db: opened.db, installation: kind, keys: openKeyring({ folder: settings.signingFolder, environment: process.env, demonstration: kind.kind === 'demonstration' }), files: await openFileStore(settings.dataFolder),
      health: healthBoard(), metrics: metricsRegistry(), log, jobs: jobRunner((job, error) => log.error({ job, error: describeError(error) }, 'job failed')),
      facilityName: (code) => code,
    };
    for (const room of ROOMS) await room.prepare?.(context, tell);
    return await work(context);
  } finally {
    await opened.close();
  }
}
