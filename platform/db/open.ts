import { PRODUCT_FOLDER } from '#platform/config';
import type { Settings } from '#platform/config';
import { openSealKeys, useSealKeys } from '#platform/seal';
import { openDatabase } from './database.ts';
import type { Database } from './database.ts';
import { startCluster } from './embedded/cluster.ts';
import { migrate } from './migrate.ts';
import { findMigrations } from './migrations.ts';

export interface OpenDatabase {
  readonly db: Database;
  /** Migrations applied just now. */
  readonly applied: readonly string[];
  /** The owner's address: for what the program itself may not (statistics, restoring). */
  readonly url: string;
  /** Closes the pool and, where it is ours, ends the embedded PostgreSQL. */
  close(): Promise<void>;
}

/**
 * From settings to a database that is up and migrated: the outside one of DATABASE_URL, else the embedded one.
 * @param as `server` runs the embedded cluster alone; `guest` (a command) joins a running server's, else starts it for itself
 * @param tell is told, in Vietnamese, what takes time
 * @throws DatabaseStartError
 */
export async function openFromSettings(settings: Settings, as: 'server' | 'guest', tell: (message: string) => void): Promise<OpenDatabase> {
  const cluster = settings.databaseUrl === undefined ? await startCluster({ dataFolder: settings.dataFolder, as, tell }) : undefined;
  const url = cluster?.url ?? settings.databaseUrl ?? '';
  try {
    const { applied, roles } = await migrate({ url, schema: settings.schema }, findMigrations(PRODUCT_FOLDER));
    useSealKeys(openSealKeys(settings.dataFolder));
    const db = openDatabase({ url, schema: settings.schema, poolSize: settings.poolSize, ...(roles !== undefined && { roles }) });
    return { db, url, applied, close: async () => { await db.close(); await cluster?.stop(); } };
  } catch (error) {
    await cluster?.stop();
    throw error;
  }
}
