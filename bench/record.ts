/**
 * The record at the size of a province: generated visits loaded once by `yteso load` on all cores, loaded again, then the twenty searches with
 * their plans, which must be the ones of platform/store/search/queries/wanted.ts. Says rate, CPU of both sides, memory, disk.
 * `npm run bench -- record [VISITS] [FOLDER TO KEEP]` (default 200000).
 */
import { spawn } from 'node:child_process';
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { systemPolicy } from '#platform/access';
import { readSettings } from '#platform/config';
import { openDatabase, openFromSettings, type Tx } from '#platform/db';
import { filledIn, planFaults, plansOf, search, TWENTY } from '#platform/store';
import { generateProvince } from '#domains/synthetic/server';
import { machine } from './machine.ts';
import { cpuOf, watch } from './record/processes.ts';
import { valuesOf } from './record/values.ts';

const visits = Number(process.argv[2] ?? 200_000);
const kept = process.argv[3];
const folder = kept ?? mkdtempSync(join(tmpdir(), 'yteso-record-'));
const say = (line: string): void => { process.stdout.write(`${line}\n`); };
const province = join(folder, 'province');
if (!existsSync(province)) generateProvince({ people: Math.round(visits / 4), visits, seed: 'record', out: province });
const files = readdirSync(join(province, 'claims')).sort().map((name) => join(province, 'claims', name));
const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
say(`${visits} visits in ${files.length} files, ${(bytes / 1e6).toFixed(0)} MB`);

const environment = { ...process.env, YTESO_DATA: join(folder, 'data') };
// Held open, so that loading joins it and its processes can be watched.
const opened = await openFromSettings(readSettings(environment, process.cwd()), 'server', say);
const postmaster = Number(readFileSync(globSync(join(folder, 'data/**/postmaster.pid'))[0] ?? '', 'utf8').split('\n')[0]);
const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => opened.db.withAccess(systemPolicy('bench', 'bench'), { action: 'record.read', target: 'bench' }, work);

const first = await load();
say(`loaded in ${first.seconds.toFixed(0)} s: ${(visits / first.seconds).toFixed(0)} visits a second`);
const counts = await countAll();
const again = await load();
const afterwards = await countAll();
const same = JSON.stringify(counts) === JSON.stringify(afterwards);
say(`loaded again in ${again.seconds.toFixed(0)} s: ${same ? 'nothing was added' : `CHANGED ${JSON.stringify(counts)} ${JSON.stringify(afterwards)}`}`);
await analyse();

const total = counts['resource'] ?? 1;
const disk = await sizes();
const record = disk.filter((one) => /^(resource|search_)/.test(one.name)).reduce((sum, one) => sum + one.bytes, 0);
const figures = {
  resources: total, resourcesPerVisit: total / visits, visitsPerSecond: visits / first.seconds, resourcesPerSecond: total / first.seconds,
  cpuMsPer1000: { program: first.program / total * 1000, postgres: first.postgres / total * 1000 }, largestProcessMb: first.largestBytes / 1e6,
  diskBytesPerResource: record / total, diskMb: Object.fromEntries(disk.map((one) => [one.name, Math.round(one.bytes / 1e6)])), secondLoadSeconds: again.seconds, secondLoadAddedNothing: same,
};
say(`${total} resources; CPU of 1,000: program ${figures.cpuMsPer1000.program.toFixed(0)} ms, PostgreSQL ${figures.cpuMsPer1000.postgres.toFixed(0)} ms; largest process ${figures.largestProcessMb.toFixed(0)} MB; disk of a resource ${figures.diskBytesPerResource.toFixed(0)} bytes`);

const asked = await within(valuesOf);
const searches: Record<string, object> = {};
for (const { name, type, query } of TWENTY) {
  const times: number[] = [];
  let rows = 0;
  for (const one of asked) {
    const text = filledIn(query, one);
    const began = performance.now();
    rows += (await within((tx) => search(tx, type, text))).resources.length;
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  searches[name] = { p50: times[times.length >> 1], p95: times[Math.floor(times.length * 0.95)], rows: rows / asked.length };
}
const plans = await within((tx) => plansOf(tx, asked[0] ?? {}));
const faults = planFaults(plans);
for (const plan of plans) say(`${plan.name}: ${JSON.stringify(searches[plan.name])} through ${plan.uses.join(', ')}${plan.sorts ? ', sorts' : ''}`);
for (const fault of faults) say(`PLAN: ${fault}`);
const target = new URL('./results/record.json', import.meta.url);
mkdirSync(new URL('./', target), { recursive: true });
writeFileSync(target, `${JSON.stringify({ bench: 'record', machine: machine(), visits, files: files.length, bytes, ...figures, searches, plans, planFaults: faults }, null, 2)}\n`);
await opened.close();
if (kept === undefined) rmSync(folder, { recursive: true, force: true });
if (faults.length > 0 || !same) process.exitCode = 1;

async function load(): Promise<{ seconds: number; program: number; postgres: number; largestBytes: number }> {
  const before = cpuOf(postmaster);
  const began = performance.now();
  const child = spawn(process.execPath, [fileURLToPath(new URL('../bin/yteso.mjs', import.meta.url)), 'load', ...files], { env: environment, stdio: ['ignore', 'inherit', 'inherit'] });
  const end = watch(child.pid ?? 0);
  await new Promise((done) => { child.once('exit', done); });
  const { cpuMs, largestBytes } = end();
  return { seconds: (performance.now() - began) / 1000, program: cpuMs, postgres: cpuOf(postmaster) - before, largestBytes };
}

async function countAll(): Promise<Record<string, number>> {
  const row = z.object({ count: z.coerce.number() });
  const found: Record<string, number> = {};
  for (const table of ['resource', 'resource_history', 'search_token', 'search_reference', 'search_date', 'search_string', 'search_quantity', 'search_composite', 'resource_identifier', 'person', 'person_patient', 'dossier', 'dossier_revision', 'exchange_message', 'finding']) {
    found[table] = (await within((tx) => tx.query(`select count(*) as count from ${table}`, [], row)))[0]?.count ?? 0;
  }
  return found;
}

async function sizes(): Promise<{ name: string; bytes: number }[]> {
  return within((tx) => tx.query(
    `select c.relname as name, pg_table_size(c.oid) + pg_indexes_size(c.oid) as bytes from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = current_schema() and c.relkind = 'r' order by 2 desc`, [], z.object({ name: z.string(), bytes: z.coerce.number() })));
}

/** Statistics, which the owner of the tables alone may gather. */
async function analyse(): Promise<void> {
  const owner = openDatabase({ url: opened.url, schema: 'province', poolSize: 1 });
  await owner.bookkeeping('bench', (tx) => tx.run('analyze'));
  await owner.close();
}
