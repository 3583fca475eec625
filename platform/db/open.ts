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

/** A PostgreSQL that is up; nothing of it was read or changed. */
export interface ReachedDatabase {
  /** The owner's address. */
  readonly url: string;
  /** The program's address. */
  readonly appUrl: string;
  /** Where it is ours and nobody else needs it, ends the embedded PostgreSQL. */
  close(): Promise<void>;
}

/**
 * From settings to a PostgreSQL that is up: the outside one of DATABASE_URL (its owner by YTESO_MIGRATE_URL, where they differ), else the embedded one.
 * @param as `server` runs the embedded cluster alone; `guest` (a command) joins a running server's, else starts it for itself
 * @param tell is told, in Vietnamese, what takes time
 * @throws DatabaseStartError
 */
export async function reachDatabase(settings: Settings, as: 'server' | 'guest', tell: (message: string) => void): Promise<ReachedDatabase> {
  if (settings.databaseUrl !== undefined) return { url: settings.migrateUrl ?? settings.databaseUrl, appUrl: settings.databaseUrl, close: async () => {} };
  const cluster = await startCluster({ dataFolder: settings.dataFolder, as, tell });
  return { url: cluster.url, appUrl: cluster.url, close: () => cluster.stop() };
}

/**
 * From settings to a database that is up and migrated.
 * @param as as `reachDatabase`
 * @throws DatabaseStartError
 */
export async function openFromSettings(settings: Settings, as: 'server' | 'guest', tell: (message: string) => void): Promise<OpenDatabase> {
  const reached = await reachDatabase(settings, as, tell);
  const { url, appUrl } = reached;
  try {
    const { applied, roles } = await migrate({ url, schema: settings.schema, ...(appUrl !== url && { appUrl }) }, findMigrations(PRODUCT_FOLDER));
    useSealKeys(openSealKeys(settings.dataFolder));
    const db = openDatabase({ url: appUrl, schema: settings.schema, poolSize: settings.poolSize, ...(roles !== undefined && { roles }) });
    return { db, url, applied, close: async () => { await db.close(); await reached.close(); } };
  } catch (error) {
    await reached.close();
    throw error;
  }
}
