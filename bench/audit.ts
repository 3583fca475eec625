/**
 * What the trail costs: a synthetic province loaded, and short reads by sixteen at a time, each with the audit on and off in turn (off exists for this
 * measurement alone); processor time of a row; then numbering and verifying. `npm run bench -- audit [VISITS] [EVENTS]` (default 2000, 500000).
 */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { systemPolicy } from '#platform/access';
import { sequenceSome, verifyLog } from '#platform/audit/server';
import { readSettings } from '#platform/config';
import { installation, openDatabase, openFromSettings } from '#platform/db';
import type { Database } from '#platform/db';
import type { Context } from '#platform/room';
import { quietContext } from '#platform/room/testing';
import { importFolder } from '#platform/catalogue/server';
import { loadFiles } from '#domains/claim/server';
import { generateProvince } from '#domains/synthetic/server';
import { ROOMS } from '#apps/server';
import { machine, median } from './machine.ts';
import { cpuOf } from './record/processes.ts';

const [visits = 2000, events = 500_000] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'yteso-audit-'));
generateProvince({ people: Math.round(visits / 4), visits, seed: 'audit', out: join(folder, 'province') });
const files = readdirSync(join(folder, 'province', 'claims')).sort().map((name) => join(folder, 'province', 'claims', name));
const say = (line: string): void => { process.stdout.write(`${line}\n`); };

interface Place { readonly on: Database; readonly off: Database; readonly data: string; close(): Promise<void> }

async function place(name: string): Promise<Place> {
  const data = join(folder, name);
  const opened = await openFromSettings(readSettings({ YTESO_DATA: data, YTESO_POOL: '20' }, folder), 'guest', () => {});
  const off = openDatabase({ ...opened.db.options, unauditedForMeasuring: true });
  return { on: opened.db, off, data, close: async () => { await off.close(); await opened.close(); } };
}

async function contextOf(db: Database, data: string): Promise<Context> {
  const quiet = (): void => {};
  const context = await quietContext(db, data, await installation(db, 'empty'));
  for (const room of ROOMS) await room.prepare?.(context, quiet);
  await importFolder(context, join(folder, 'province', 'catalogues'));
  return context;
}

interface Loaded { readonly perSecond: number; readonly cpuMs: number }

/** A fresh province each time: visits a second, and processor milliseconds of each (this process and PostgreSQL). */
async function load(audited: boolean, run: number): Promise<Loaded> {
  const at = await place(`load-${String(audited)}-${run}`);
  try {
    const context = await contextOf(audited ? at.on : at.off, at.data);
    const [began, cpu] = [performance.now(), cpuOf(process.pid)];
    await loadFiles(context, files, () => {});
    return { perSecond: visits / ((performance.now() - began) / 1000), cpuMs: (cpuOf(process.pid) - cpu) / visits };
  } finally {
    await at.close();
    rmSync(at.data, { recursive: true, force: true });
  }
}

const SECONDS = 4;

/** Short reads, sixteen at a time: a second, and processor microseconds of each (this process and PostgreSQL). */
async function reads(db: Database): Promise<{ perSecond: number; cpuMicros: number }> {
  const policy = { ...systemPolicy('bench', 'care'), facility: '62990', from: '10.0.0.7', requestId: 'req-1' };
  const before = cpuOf(process.pid);
  const began = performance.now();
  let count = 0;
  await Promise.all(Array.from({ length: 16 }, async () => {
    while (performance.now() - began < SECONDS * 1000) {
      await db.withAccess(policy, { action: 'person.read', target: 'person/6f9d1c1e-7a50-4b55-9a3f-0d2f3a5f8a11' }, (tx) => tx.query('select name from person order by id limit 1', [], z.object({ name: z.string() })));
      count += 1;
    }
  }));
  const seconds = (performance.now() - began) / 1000;
  return { perSecond: count / seconds, cpuMicros: (cpuOf(process.pid) - before) * 1000 / count };
}

const loads: { on: Loaded; off: Loaded }[] = [];
for (let run = 0; run < 3; run += 1) loads.push(run % 2 === 0 ? { off: await load(false, run), on: await load(true, run) } : { on: await load(true, run), off: await load(false, run) });

const at = await place('reads');
const rounds: { on: Awaited<ReturnType<typeof reads>>; off: Awaited<ReturnType<typeof reads>> }[] = [];
await reads(at.on);
for (let run = 0; run < 3; run += 1) rounds.push({ off: await reads(at.off), on: await reads(at.on) });

await at.on.bookkeeping('bench', (tx) => tx.run(
  `insert into audit_event (actor, role, facility, action, target, outcome, purpose, basis, request_id, strength, address, person, found)
   select 'account-' || i % 200, 'doctor', '62990', 'person.read', 'person/' || md5(i::text), 'done', 'care', 'Luật 15/2023', 'req-' || i, 2, '10.0.0.' || i % 250, md5(i::text)::uuid, null from generate_series(1, $1) i`, [events]));
const numbering = performance.now();
let numbered = 0;
for (let some = await sequenceSome(at.on); some.numbered > 0; some = await sequenceSome(at.on)) numbered += some.numbered;
const numberSeconds = (performance.now() - numbering) / 1000;
const verifications = [await verifyLog(at.on), await verifyLog(at.on)];
await at.close();
rmSync(folder, { recursive: true, force: true });

const loadRatio = median(loads.map((one) => one.on.perSecond)) / median(loads.map((one) => one.off.perSecond));
const loadCpuRatio = median(loads.map((one) => one.off.cpuMs)) / median(loads.map((one) => one.on.cpuMs));
const verifyRate = median(verifications.map((one) => one.events / one.seconds));
const result = {
  bench: 'audit', machine: machine(), visits, loads, loadRatio, loadCpuRatio, reads: rounds, readRatio: median(rounds.map((one) => one.on.perSecond)) / median(rounds.map((one) => one.off.perSecond)),
  cpuMicrosPerReadRow: median(rounds.map((one) => one.on.cpuMicros)) - median(rounds.map((one) => one.off.cpuMicros)),
  numbered, numberedPerSecond: numbered / numberSeconds, verified: verifications.map((one) => ({ events: one.events, seconds: one.seconds, faults: one.faults.length })), verifiedPerSecond: verifyRate,
};
mkdirSync(new URL('./results/', import.meta.url), { recursive: true });
writeFileSync(new URL('./results/audit.json', import.meta.url), `${JSON.stringify(result, null, 2)}\n`);
say(`load: ${median(loads.map((one) => one.on.perSecond)).toFixed(0)} visits/s with audit, ${median(loads.map((one) => one.off.perSecond)).toFixed(0)} without (${(100 * loadRatio).toFixed(0)} %, by processor time ${(100 * loadCpuRatio).toFixed(0)} %)`);
say(`reads: ${median(rounds.map((one) => one.on.perSecond)).toFixed(0)}/s with, ${median(rounds.map((one) => one.off.perSecond)).toFixed(0)}/s without (${(100 * result.readRatio).toFixed(0)} %); a row costs ${result.cpuMicrosPerReadRow.toFixed(0)} µs of processor`);
say(`log: ${numbered} events numbered, ${result.numberedPerSecond.toFixed(0)}/s; verified ${verifyRate.toFixed(0)}/s`);
