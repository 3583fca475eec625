/**
 * B13: from nothing to a usable page. Clones the repository as committed into a temporary folder, then times `npm ci`, the first start
 * (database, catalogues, demonstration, web) and the second. `npm run bench -- start`
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { machine } from './machine.ts';
import { freePort } from '../scripts/free-port.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'yteso-start-'));
const clone = join(folder, 'yteso');
const port = await freePort();
const address = `http://127.0.0.1:${port}`;

execFileSync('git', ['clone', '--quiet', root, clone]);
const install = await seconds(async () => { execFileSync('npm', ['ci'], { cwd: clone, stdio: 'ignore' }); });
const cold = await start();
const warm = await start();
rmSync(folder, { recursive: true, force: true });

const result = { bench: 'start', machine: machine(), installSeconds: install, firstStartSeconds: cold, secondStartSeconds: warm, fromNothingSeconds: install + cold };
const target = new URL('./results/start.json', import.meta.url);
mkdirSync(new URL('./', target), { recursive: true });
writeFileSync(target, `${JSON.stringify(result, null, 2)}\n`);
process.stdout.write(`npm ci ${install.toFixed(1)} s, first start to a usable page ${cold.toFixed(1)} s (together ${(install + cold).toFixed(1)} s; goal 120), second start ${warm.toFixed(1)} s (goal 5)\n`);

/** Seconds until the page and its script answer and every part is well; then ends it in order. */
async function start(): Promise<number> {
  const child = spawn('npm', ['start'], { cwd: clone, env: { ...process.env, PORT: String(port) }, stdio: 'ignore', detached: true });
  const taken = await seconds(() => usable(child));
  const group = -(child.pid ?? 0);
  process.kill(group, 'SIGTERM');
  await new Promise((done) => { child.once('exit', done); });
  // npm is gone before the server has ended its database.
  while (isThere(group)) await pause(100);
  return taken;
}

function isThere(group: number): boolean {
  try {
    return process.kill(group, 0);
  } catch {
    return false;
  }
}

async function usable(child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}`);
    if ((await answers('/healthz')) && (await pageWorks())) return;
    await pause(50);
  }
}

async function pageWorks(): Promise<boolean> {
  const page = await fetch(`${address}/`).then((answer) => answer.text(), () => '');
  const script = /src="([^"]+\.js)"/.exec(page)?.[1];
  return script !== undefined && answers(script);
}

async function answers(path: string): Promise<boolean> {
  return fetch(`${address}${path}`).then((answer) => answer.ok, () => false);
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => { setTimeout(done, ms); });
}
