import { systemPolicy } from '#platform/access';
import { sequenceSome } from '#platform/audit/server';
import { PRODUCT_FOLDER } from '#platform/config';
import { findMigrations, missingOf, openDatabase, type Database } from '#platform/db';
import { currentEpoch } from '#platform/store';

async function within<T>({ url, schema }: { url: string; schema: string }, work: (db: Database) => Promise<T>): Promise<T> {
  const db = openDatabase({ url, schema, poolSize: 2 });
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}

const note = (db: Database, action: string, id: string): Promise<void> => db.withAccess(systemPolicy('command-line', 'backup'), { action, target: `backup/${id}` }, async () => {});

/** That everything was copied stands in the trail. @returns false where the schema is of an older version, whose trail this one cannot write */
export function noteBackup(database: { url: string; schema: string }, id: string): Promise<boolean> {
  return within(database, async (db) => {
    if ((await missingOf(db, findMigrations(PRODUCT_FOLDER))).length > 0) return false;
    await note(db, 'backup.create', id);
    return true;
  });
}

/**
 * That it was brought back stands in the trail; the log and the changes begin a new epoch at once: transaction numbers are another cluster's, and what the
 * log had not numbered yet would look put in by the back door.
 */
export function noteRestore(database: { url: string; schema: string }, id: string): Promise<void> {
  return within(database, async (db) => {
    await db.bookkeeping('restore', currentEpoch);
    while ((await sequenceSome(db)).more);
    await note(db, 'backup.restore', id);
  });
}
