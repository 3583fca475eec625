/**
 * The load rate: a synthetic province from files into the record (read, check, price, person, resources with history, findings, message owed, audit, fsync),
 * through `yteso load` on the embedded PostgreSQL. The limit beside it: the same files read and checked alone, without a database.
 * `npm run bench -- load [VISITS]` (default 5000).
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateProvince } from '#domains/synthetic/server';
import { machine, median } from './machine.ts';

const visits = Number(process.argv[2] ?? 5000);
const RUNS = 3;
const root = fileURLToPath(new URL('../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'yteso-load-'));
generateProvince({ people: Math.round(visits / 4), visits, seed: 'load', out: join(folder, 'province') });
const claims = join(folder, 'province', 'claims');
const files = readdirSync(claims).sort().map((name) => join(claims, name));
const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);

const runs = [];
for (let run = 0; run < RUNS; run += 1) {
  const data = join(folder, `data-${run}`);
  const command = (...args: string[]) => execFileSync(process.execPath, [join(root, 'bin/yteso.mjs'), ...args], { env: { ...process.env, YTESO_DATA: data }, stdio: ['ignore', 'ignore', 'ignore'], maxBuffer: 1 << 26 });
  command('catalogue', 'import', join(folder, 'province', 'catalogues'));
  const checked = seconds(() => { command('check', '--format', 'json', '--catalogues', join(folder, 'province', 'catalogues'), ...files); });
  const loaded = seconds(() => { command('load', ...files); });
  runs.push({ checkSeconds: checked, loadSeconds: loaded });
  rmSync(data, { recursive: true, force: true });
}
rmSync(folder, { recursive: true, force: true });

const load = median(runs.map((run) => run.loadSeconds));
const check = median(runs.map((run) => run.checkSeconds));
const result = { bench: 'load', machine: machine(), visits, files: files.length, bytes, visitsPerSecond: visits / load, checkedPerSecond: visits / check, ofCheckAlone: check / load, runs };
const target = new URL('./results/load.json', import.meta.url);
mkdirSync(new URL('./', target), { recursive: true });
writeFileSync(target, `${JSON.stringify(result, null, 2)}\n`);
process.stdout.write(`${visits} visits in ${files.length} files (${(bytes / 1e6).toFixed(1)} MB): loaded ${(visits / load).toFixed(0)} a second, read and checked alone ${(visits / check).toFixed(0)} a second (load reaches ${(100 * check / load).toFixed(0)} %); median of ${RUNS}\n`);

function seconds(work: () => void): number {
  const began = performance.now();
  work();
  return (performance.now() - began) / 1000;
}
