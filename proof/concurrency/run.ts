import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { systemPolicy } from '#platform/access';
import { findMigrations, migrate, openDatabase, type Database } from '#platform/db';
import { PRODUCT_FOLDER } from '#platform/config';
import { writeBundle } from '#platform/store';
import { randomOf } from '#domains/synthetic/rules';
import { startCluster } from '../../platform/db/embedded/cluster.ts';
import { freePort } from '../../scripts/free-port.ts';
import { killPostgresIn, pause } from '../harness/server.ts';
import { check, type Verdict, type Version } from './check.ts';
import { ask, work, type Shared } from './client.ts';
import type { Event, Plant } from './protocol.ts';

export interface Options {
  readonly clients: number;
  /** Requests of each. */
  readonly requests: number;
  readonly kills: number;
  readonly seed: string;
  readonly plant?: Plant;
  say(line: string): void;
}

/** One run: clients at work, a reader of the change feed, somebody who kills; then the checker. */
export async function run(options: Options): Promise<Verdict & { readonly kills: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'yteso-concurrency-'));
  const cluster = await startCluster({ dataFolder: folder, as: 'server', tell: () => {} });
  await migrate({ url: cluster.url, schema: 'province' }, findMigrations(PRODUCT_FOLDER));
  const port = await freePort();
  const random = randomOf(options.seed);
  const events: Event[] = [];
  const shared: Shared = {
    address: `http://127.0.0.1:${port}`, registers: Array.from({ length: 6 }, (_, n) => `r${n}`),
    events, pick: (n) => random.between(0, n - 1), loss: options.kills > 0 ? 0.1 : 0.03, now: () => performance.now(),
  };
  const first = openDatabase({ url: cluster.url, schema: 'province', poolSize: 2 });
  await first.withAccess(systemPolicy('proof', 'proof'), { action: 'record.write', target: 'bundle/proof' }, (tx) => writeBundle(tx, shared.registers.map((id) => ({ resource: { resourceType: 'Basic', id, code: { text: 'start' } } }))));
  await first.close();

  let server = await start(cluster.url, port, options.plant);
  const counts = { server: 0, postgres: 0 };
  let working = true;
  const feed: { id: string; version: number }[] = [];
  const reader = (async () => {
    let place = '';
    for (let quiet = 0; working || quiet < 5;) {
      const told = await ask({ ...shared, loss: 0 }, -1, { do: 'changes', after: place, count: 50 });
      if (told?.status === 200 && told.next !== undefined) {
        feed.push(...told.changes ?? []);
        place = told.next;
        quiet = working || (told.changes ?? []).length > 0 ? 0 : quiet + 1;
      }
      await pause(10);
    }
  })();
  const killer = (async () => {
    for (let n = 0; n < options.kills && working; n += 1) {
      await pause(random.between(300, 1500));
      if (n % 2 === 0) {
        await end(server, 'SIGKILL');
        counts.server += 1;
        server = await start(cluster.url, port, options.plant);
      } else if (killPostgresIn(folder)) counts.postgres += 1;
    }
  })();
  const many = Array.from({ length: options.clients }, (_, client) => work(shared, client, options.requests));
  const told = setInterval(() => options.say(`${events.length} requests, killed ${counts.server} times the server and ${counts.postgres} times PostgreSQL`), 10_000);
  await Promise.all(many);
  await killer;
  working = false;
  await reader;
  clearInterval(told);
  await end(server, 'SIGTERM');
  const db = openDatabase({ url: cluster.url, schema: 'province', poolSize: 2 });
  const verdict = check(events, await versionsOf(db), feed);
  await db.close();
  await cluster.stop();
  rmSync(folder, { recursive: true, force: true });
  return { ...verdict, kills: `${counts.server} × server, ${counts.postgres} × PostgreSQL` };
}

async function start(url: string, port: number, plant: Plant | undefined): Promise<ChildProcess> {
  for (;;) {
    const child = spawn(process.execPath, [fileURLToPath(new URL('./server.ts', import.meta.url)), url, 'province', String(port), ...(plant === undefined ? [] : [plant])], { stdio: ['ignore', 'ignore', 'ignore'] });
    for (let tries = 0; tries < 200 && child.exitCode === null; tries += 1) {
      if (await fetch(`http://127.0.0.1:${port}`, { method: 'POST', body: '{"do":"read","id":"r0"}' }).then((reply) => reply.ok, () => false)) return child;
      await pause(30);
    }
    child.kill('SIGKILL');
    await pause(100);
  }
}

async function end(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((done) => { child.once('exit', done); });
  child.kill(signal);
  await gone;
}

const versionRow = z.object({ type: z.string(), id: z.string(), version: z.number(), content: z.string() });
const kept = z.looseObject({ code: z.object({ text: z.string() }).optional(), name: z.array(z.object({ text: z.string() })).optional(), identifier: z.array(z.object({ system: z.string(), value: z.string() })).optional() });

async function versionsOf(db: Database): Promise<Version[]> {
  const rows = await db.withAccess(systemPolicy('proof', 'proof'), { action: 'record.read', target: 'proof' }, (tx) => tx.query(
    'select type, id, version, content from resource union all select type, id, version, content from resource_history', [], versionRow));
  return rows.map(({ content, ...row }) => {
    const { code, name, identifier } = kept.parse(JSON.parse(content));
    const value = (system: string): string => identifier?.find((one) => one.system === system)?.value ?? '';
    return { ...row, op: code?.text ?? name?.[0]?.text ?? '', basedOn: value('urn:based-on'), criterion: value('urn:proof') };
  });
}
