/**
 * The restore drill: visits are generated and loaded, backed up, the installation destroyed, the backup brought back elsewhere. Counts and contents of every
 * table are compared with the manifest (restore does), the twenty searches must answer as before, and the trail of accesses must verify. Times and sizes are
 * said. `npm run proof -- restore [VISITS] [FOLDER]` (default 200000; a folder that is given is kept, and what was loaded in it is used again).
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { COMMANDS } from '#apps/server';
import { systemPolicy } from '#platform/access';
import { sequenceSome } from '#platform/audit/server';
import { backup, restore } from '#platform/backup/server';
import { readSettings, type Settings } from '#platform/config';
import { openDatabase, openFromSettings, reachDatabase, type Tx } from '#platform/db';
import { filledIn, prepareStore, reindexSome, search, TWENTY } from '#platform/store';
import { generateProvince } from '#domains/synthetic/server';
import { valuesOf } from '../bench/record/values.ts';
import { machine } from '../bench/machine.ts';

const visits = Number(process.argv[2] ?? 200_000);
const kept = process.argv[3];
const folder = kept ?? mkdtempSync(join(tmpdir(), 'yteso-restore-'));
const passphrase = 'cụm mật khẩu của buổi diễn tập';
const say = (line: string): void => { process.stdout.write(`${line}\n`); };
const settingsOf = (name: string): Settings => readSettings({ ...process.env, YTESO_DATA: join(folder, name), DATABASE_URL: '' }, folder);
const timed = async <T>(work: () => Promise<T>): Promise<{ value: T; seconds: number }> => {
  const began = performance.now();
  const value = await work();
  return { value, seconds: (performance.now() - began) / 1000 };
};
const bytesOf = (path: string): number => readdirSync(path, { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).reduce((sum, one) => sum + statSync(join(one.parentPath, one.name)).size, 0);
mkdirSync(folder, { recursive: true });
rmSync(join(folder, 'backup'), { recursive: true, force: true });
rmSync(join(folder, 'second'), { recursive: true, force: true });

if (!existsSync(join(folder, 'first'))) {
  generateProvince({ people: Math.round(visits / 4), visits, seed: 'record', out: join(folder, 'province') });
  const files = readdirSync(join(folder, 'province', 'claims')).sort().map((name) => join(folder, 'province', 'claims', name));
  const loaded = await timed(async () => execFileSync(process.execPath, [fileURLToPath(new URL('../bin/yteso.mjs', import.meta.url)), 'load', ...files], { env: { ...process.env, YTESO_DATA: join(folder, 'first'), DATABASE_URL: '' }, stdio: ['ignore', 'ignore', 'ignore'], maxBuffer: 1 << 28 }));
  say(`${visits} visits loaded in ${loaded.seconds.toFixed(0)} s`);
}

interface Answers { readonly searches: Record<string, string>; readonly asked: Record<string, string>[]; readonly bytes: number }

/** What the twenty searches answer: ids and versions, hashed. Ties of a sort stand in the order of the record, which a restore keeps. */
async function answersOf(settings: Settings, asked?: Record<string, string>[]): Promise<Answers> {
  const opened = await openFromSettings(settings, 'server', () => {});
  const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => opened.db.withAccess(systemPolicy('proof', 'proof'), { action: 'record.read', target: 'proof' }, work);
  try {
    await prepareStore(opened.db);
    while ((await sequenceSome(opened.db)).more);
    const owner = openDatabase({ url: opened.url, schema: settings.schema, poolSize: 1 });
    await owner.bookkeeping('proof', (tx) => tx.run('analyze'));
    await owner.close();
    const values = asked ?? (await within(valuesOf)).slice(0, 20);
    const searches: Record<string, string> = {};
    for (const { name, type, query } of TWENTY) {
      const sum = createHash('sha256');
      let found = 0;
      for (const one of values) {
        const answer = await within((tx) => search(tx, type, filledIn(query, one)));
        found += answer.resources.length;
        for (const each of answer.resources) sum.update(`${each.type}/${each.id}/${each.version}/${JSON.stringify(each.resource)}\n`);
      }
      searches[name] = `${found} ${sum.digest('hex')}`;
    }
    const [size] = await within((tx) => tx.query('select pg_database_size(current_database()) as bytes', [], z.object({ bytes: z.coerce.number() })));
    return { searches, asked: values, bytes: size?.bytes ?? 0 };
  } finally {
    await opened.close();
  }
}

const before = await answersOf(settingsOf('first'));
const reached = await reachDatabase(settingsOf('first'), 'server', say);
const kept1 = await timed(() => backup({ url: reached.url, schema: 'province', dataFolder: join(folder, 'first'), out: join(folder, 'backup'), passphrase, tell: say }));
await reached.close();
const manifest = kept1.value;
const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
const resources = manifest.tables.find((table) => table.name === 'resource')?.rows ?? 0;
const backupBytes = bytesOf(join(folder, 'backup'));
say(`backup: ${resources} resources, ${rows} rows in ${kept1.seconds.toFixed(1)} s (${(rows / kept1.seconds).toFixed(0)} a second); database ${(before.bytes / 1e6).toFixed(0)} MB, backup ${(backupBytes / 1e6).toFixed(0)} MB, of it received files ${(manifest.files.bytes / 1e6).toFixed(0)} MB`);
if (kept === undefined) rmSync(join(folder, 'first'), { recursive: true, force: true });

const target = await reachDatabase(settingsOf('second'), 'server', () => {});
const brought = await timed(() => restore({ url: target.url, schema: 'province', dataFolder: join(folder, 'second'), from: join(folder, 'backup'), passphrase, tell: say }));
await target.close();
say(`restore with every table compared: ${brought.seconds.toFixed(1)} s (${(rows / brought.seconds).toFixed(0)} rows a second, ${(resources / brought.seconds).toFixed(0)} resources a second)`);

const after = await answersOf(settingsOf('second'), before.asked);
const differing = Object.keys(before.searches).filter((name) => before.searches[name] !== after.searches[name]);
say(`the twenty searches, ${before.asked.length} askings each: ${differing.length === 0 ? 'all answer as before' : `DIFFERENT: ${differing.join(', ')}`}`);

let trail = 'not available: this version has no `audit verify`';
if (COMMANDS.some((command) => command.name === 'audit verify')) {
  const verified = spawnSync(process.execPath, [fileURLToPath(new URL('../apps/server/cli.ts', import.meta.url)), 'audit', 'verify'], { env: { ...process.env, YTESO_DATA: join(folder, 'second'), DATABASE_URL: '' }, encoding: 'utf8' });
  trail = verified.status === 0 ? 'verifies' : `DOES NOT VERIFY: ${verified.stdout}${verified.stderr}`;
  if (verified.status !== 0) process.exitCode = 1;
}
say(`trail of accesses: ${trail}`);

// What it would cost to make the search rows anew instead of restoring them.
const opened = await openFromSettings(settingsOf('second'), 'server', () => {});
const owner = openDatabase({ url: opened.url, schema: 'province', poolSize: 1 });
await owner.bookkeeping('proof', (tx) => tx.run('update search_progress set up_to = 0, target = (select max(rid) from resource)'));
const made = await timed(async () => { for (let step = 0; step < 25; step += 1) if (!(await reindexSome(opened.db, 200))) return step * 200; return 5_000; });
await owner.close();
await opened.close();
const anew = made.value / made.seconds;
say(`search rows made anew: ${anew.toFixed(0)} resources a second, ${(resources / anew).toFixed(0)} s for all`);

const result = new URL('../bench/results/restore.json', import.meta.url);
writeFileSync(result, `${JSON.stringify({ bench: 'restore', machine: machine(), visits, resources, rows, databaseBytes: before.bytes, backupBytes, receivedBytes: manifest.files.bytes, backupSeconds: kept1.seconds, restoreSeconds: brought.seconds, searchesDiffering: differing, trail, searchRowsAnewPerSecond: anew }, null, 2)}\n`);
if (kept === undefined) rmSync(folder, { recursive: true, force: true });
if (differing.length > 0) process.exitCode = 1;
