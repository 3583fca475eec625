import { readSettings } from '#platform/config';
import type { Settings } from '#platform/config';
import { installation, openFromSettings } from '#platform/db';
import type { Database, Installation } from '#platform/db';

/** Runs a command that needs the database alone, beside a running server or without one; ends what it opened. */
export async function withDatabase<T>(work: (context: { readonly settings: Settings; readonly db: Database; readonly installation: Installation }) => Promise<T>): Promise<T> {
  const settings = readSettings(process.env, process.cwd());
  const opened = await openFromSettings(settings, 'guest', (message) => process.stderr.write(`${message}\n`));
  try {
    return await work({ settings, db: opened.db, installation: await installation(opened.db, 'empty') });
  } finally {
    await opened.close();
  }
}
