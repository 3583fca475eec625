import { readSettings } from '#platform/config';
import type { Database, Installation } from '#platform/db';
import { openFileStore } from '#platform/files';
import { healthBoard, metricsRegistry } from '#platform/http';
import { jobRunner } from '#platform/jobs';
import type { Context } from '#platform/room';
import { openKeyring } from '#platform/signing';

/** What the server hands to rooms, without a server: files and keys in a folder, nothing written to a log. For tests, measurements and proofs. */
export async function quietContext(db: Database, folder: string, installation: Installation, facilityName: Context['facilityName'] = (code) => code): Promise<Context> {
  const quiet = (): void => {};
  const settings = readSettings({ YTESO_DATA: folder }, folder);
  return {
    settings, db, files: await openFileStore(folder), keys: openKeyring({ folder: settings.signingFolder, environment: {}, demonstration: installation.kind === 'demonstration' }),
    health: healthBoard(), metrics: metricsRegistry(), jobs: jobRunner(quiet), log: { info: quiet, warn: quiet, error: quiet }, installation, facilityName,
  };
}
