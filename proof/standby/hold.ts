/** Holds a PostgreSQL of the data folder in YTESO_DATA and says its address; a process of its own, so that all of it can be killed. */
import { readSettings } from '#platform/config';
import { openFromSettings, reachDatabase } from '#platform/db';

const settings = readSettings(process.env, process.cwd());
const held = process.argv[2] === 'migrated' ? await openFromSettings(settings, 'server', () => {}) : await reachDatabase(settings, 'server', () => {});
process.stdout.write(`${held.url}\n`);
process.on('SIGTERM', () => { void held.close().then(() => process.exit(0)); });
setInterval(() => {}, 1 << 30);
