/**
 * A claims night (B6): a synthetic province's visits received, checked, priced, queued, sent and receipted, the stand-in of the gateway in a process of its own that
 * takes 200 ms for each answer. The limit beside it: the same calls as fast as so many lanes can make them. `npm run bench -- exchange [VISITS] [LANES]` (default 15000, 24).
 */
import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { ROOMS } from '#apps/server';
import { importFolder } from '#platform/catalogue/server';
import { readSettings } from '#platform/config';
import { installation, openFromSettings } from '#platform/db';
import { exchangeRoom, startWithMode } from '#platform/exchange/server';
import { quietContext } from '#platform/room/testing';
import { connectInsurer, passwordHashOf } from '#domains/claim/insurer';
import { loadFiles } from '#domains/claim/server';
import { generateProvince } from '#domains/synthetic/server';
import { freePort } from '../scripts/free-port.ts';
import { machine } from './machine.ts';
import { cpuOf } from './record/processes.ts';

const [visits = 15_000, lanes = 24] = process.argv.slice(2).map(Number);
const SECRET = 'bí mật của phép đo';
const ANSWER_MS = 200;
const folder = mkdtempSync(join(tmpdir(), 'yteso-exchange-'));
const say = (line: string): void => { process.stdout.write(`${line}\n`); };
const quiet = (): void => {};

generateProvince({ people: Math.round(visits / 4), visits, seed: 'exchange', out: join(folder, 'province') });
const files = readdirSync(join(folder, 'province', 'claims')).sort().map((name) => join(folder, 'province', 'claims', name));
const port = await freePort();
const gateway = spawn(process.execPath, [fileURLToPath(new URL('../apps/sandbox/start.ts', import.meta.url)), '--port', String(port), '--late', String(ANSWER_MS * 20 / 1000)], { stdio: 'ignore', env: { ...process.env, SANDBOX_SECRET: SECRET } });
const address = `http://127.0.0.1:${port}`;
while (!await fetch(`${address}/cong-tac`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{"bhxh":{"slow":1}}' }).then((answer) => answer.ok, () => false)) await pause(50);

const data = join(folder, 'data');
const opened = await openFromSettings(readSettings({ YTESO_DATA: data, YTESO_POOL: String(lanes + 16) }, folder), 'guest', quiet);
const { db } = opened;
const context = await quietContext(db, data, await installation(db, 'empty'));
for (const room of ROOMS) await room.prepare?.(context, quiet);
await importFolder(context, join(folder, 'province', 'catalogues'));
await db.bookkeeping('bench', (tx) => startWithMode(tx, 'bhxh', 'relay'));
connectInsurer(context, {
  baseUrl: address, perSecond: 1_000, parallel: lanes, patience: 60,
  accountOf: (facility) => Promise.resolve({ username: `${facility}_BV`, passwordHash: passwordHashOf(createHmac('sha256', Buffer.from(SECRET)).update(`${facility}_BV`).digest('base64url').slice(0, 20)) }),
});
for (const job of exchangeRoom.jobs?.(context) ?? []) context.jobs.add(job);

const states = z.object({ state: z.string(), count: z.number() });
const counts = async (): Promise<Record<string, number>> => Object.fromEntries((await db.bookkeeping('bench', (tx) => tx.query('select state, count(*)::int as count from exchange_message group by state', [], states))).map((one) => [one.state, one.count]));
const [began, cpu, gatewayCpu] = [performance.now(), cpuOf(process.pid), cpuOf(gateway.pid ?? 0)];
context.jobs.start();
await loadFiles(context, files, quiet);
const checked = (performance.now() - began) / 1000;
say(`received, checked and queued after ${checked.toFixed(0)} s: ${JSON.stringify(await counts())}`);
let now = await counts();
for (; (now['owed'] ?? 0) + (now['sending'] ?? 0) > 0; now = await counts()) await pause(500);
const seconds = (performance.now() - began) / 1000;
const spent = cpuOf(process.pid) - cpu - (cpuOf(gateway.pid ?? 0) - gatewayCpu);
await context.jobs.stop();
gateway.kill();
await opened.close();
rmSync(folder, { recursive: true, force: true });

const sent = now['received'] ?? 0;
const lineLimit = (sent * ANSWER_MS) / 1000 / lanes;
const result = { bench: 'exchange', machine: machine(), visits, lanes, answerMs: ANSWER_MS, states: now, checkedSeconds: checked, seconds, perSecond: sent / seconds, cpuMsPerMessage: spent / sent, lineLimitSeconds: lineLimit, ofLineLimit: lineLimit / seconds };
mkdirSync(new URL('./results/', import.meta.url), { recursive: true });
writeFileSync(new URL('./results/exchange.json', import.meta.url), `${JSON.stringify(result, null, 2)}\n`);
say(`${sent} of ${visits} receipted after ${seconds.toFixed(0)} s (goal 600): ${(sent / seconds).toFixed(0)} a second, ${(spent / sent).toFixed(1)} ms of processor each (receiving, checking, filing and sending; this process and PostgreSQL); the line alone would take ${lineLimit.toFixed(0)} s with ${lanes} lanes; load ${result.machine.load.join(' ')}`);
