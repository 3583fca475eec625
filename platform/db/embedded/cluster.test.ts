import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { systemPolicy } from '#platform/access';
import { Fault } from '#platform/fault';
import { openDatabase } from '../database.ts';
import { migrate } from '../migrate.ts';
import { findMigrations } from '../migrations.ts';
import { PRODUCT_FOLDER } from '#platform/config';
import { startCluster } from './cluster.ts';
import type { Cluster, ClusterOptions } from './cluster.ts';
import { DatabaseStartError } from './error.ts';
import { isReady } from './port.ts';
import { isPostmasterOf, readPostmaster } from './process.ts';

function place(): string {
  const folder = mkdtempSync(join(tmpdir(), 'yteso-cluster-'));
  chmodSync(folder, 0o700);
  return folder;
}
const told: string[] = [];
const options = (dataFolder: string, more: Partial<ClusterOptions> = {}): ClusterOptions =>
  ({ dataFolder, as: 'server', tell: (message) => { told.push(message); }, parameters: { shared_buffers: '16MB' }, ...more });
/** Clusters still up when a test fails must not keep the file from ending. */
const open = new Set<Cluster>();
async function start(wanted: ClusterOptions): Promise<Cluster> {
  const cluster = await startCluster(wanted);
  open.add(cluster);
  return cluster;
}
after(async () => { for (const cluster of open) await cluster.stop(); });
const dataOf = (folder: string): string => join(folder, 'postgresql', 'data');

async function until(what: string, check: () => Promise<boolean> | boolean): Promise<void> {
  for (const end = Date.now() + 20_000; Date.now() < end; await pause(50)) if (await check()) return;
  assert.fail(`did not happen in time: ${what}`);
}

test('a new cluster comes up inside a 0700 folder, its password readable by the owner alone, and goes down', async () => {
  const folder = place();
  const cluster = await start(options(folder));
  assert.equal(await isReady(cluster.url), true);
  assert.equal(await isReady(cluster.url.replace(/:[0-9a-f]{48}@/, ':wrong@')), false);
  assert.equal(statSync(join(folder, 'postgresql', 'password')).mode & 0o777, 0o600);
  await cluster.stop();
  assert.equal(await isReady(cluster.url), false);
  assert.equal(existsSync(join(dataOf(folder), 'postmaster.pid')), false);
});

test('PostgreSQL killed −9 while in use: requests meanwhile get a fault, then it is back with what was committed', async () => {
  const folder = place();
  const cluster = await start(options(folder));
  await migrate({ url: cluster.url, schema: 'province' }, findMigrations(PRODUCT_FOLDER));
  const db = openDatabase({ url: cluster.url, schema: 'province', poolSize: 3 });
  const policy = systemPolicy('test', 'test');
  const write = () => db.withAccess(policy, { action: 'a.b', target: 't/1' }, async () => {});
  await write();
  const master = readPostmaster(dataOf(folder));
  assert.ok(master);
  const during = db.withAccess(policy, { action: 'a.b', target: 't/2' }, (tx) => tx.run('select pg_sleep(5)'));
  await pause(100);
  process.kill(master.pid, 'SIGKILL');
  await assert.rejects(during, (error: unknown) => error instanceof Fault && error.code === 'database.away');
  await until('writes again', () => write().then(() => true, () => false));
  const rows = await db.bookkeeping('test', (tx) => tx.run(`select 1 from audit_event where target = 't/1' and outcome = 'done'`));
  assert.equal(rows, 2);
  await until('the return is told', () => told.some((message) => message.includes('đã chạy lại')));
  await db.close();
  await cluster.stop();
});

test('a killed predecessor leaves an orphan: the next start ends it and takes over; a second server at the same time is refused, a guest joins', async () => {
  const folder = place();
  const script = `import { startCluster } from ${JSON.stringify(new URL('cluster.ts', import.meta.url).href)};
    await startCluster({ dataFolder: ${JSON.stringify(folder)}, as: 'server', tell() {}, parameters: { shared_buffers: '16MB' } });
    console.log('up'); setInterval(() => {}, 1000);`;
  const first = spawn(process.execPath, ['--input-type=module', '-e', script], { cwd: PRODUCT_FOLDER, stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve) => first.stdout.once('data', resolve));
  const orphan = readPostmaster(dataOf(folder));
  assert.ok(orphan);
  await assert.rejects(startCluster(options(folder)), (error: unknown) => error instanceof DatabaseStartError && error.message.includes(String(first.pid)));
  const guest = await start(options(folder, { as: 'guest' }));
  assert.equal(guest.own, false);
  await guest.stop();
  assert.equal(isPostmasterOf(orphan.pid, dataOf(folder)), true);
  first.kill('SIGKILL');
  await new Promise((resolve) => first.once('exit', resolve));
  assert.equal(isPostmasterOf(orphan.pid, dataOf(folder)), true);
  const second = await start(options(folder));
  assert.equal(isPostmasterOf(orphan.pid, dataOf(folder)), false);
  assert.equal(await isReady(second.url), true);
  await second.stop();
});

test('a postmaster.pid whose number now belongs to another program does not stop the start', async () => {
  const folder = place();
  await (await start(options(folder))).stop();
  writeFileSync(join(dataOf(folder), 'postmaster.pid'), `${process.pid}\n${dataOf(folder)}\n1\n25000\n\n127.0.0.1\n`);
  const cluster = await start(options(folder));
  assert.equal(await isReady(cluster.url), true);
  await cluster.stop();
});

test('where namespaces are forbidden, root uses a data folder of its own under /var/lib', async (t) => {
  if (process.getuid?.() !== 0) return t.skip('needs root');
  const folder = place();
  const cluster = await start(options(folder, { isolation: 'own-user' }));
  assert.equal(await isReady(cluster.url), true);
  await cluster.stop();
  // Found again without being told, although namespaces work here.
  const again = await start(options(folder));
  const master = readFileSync(join(folder, 'postgresql', 'postgresql.log'), 'utf8');
  assert.equal(existsSync(dataOf(folder)), false, master);
  await again.stop();
  const { findPlace } = await import('./place.ts');
  rmSync(join(findPlace(folder).data, '..'), { recursive: true });
});

test('a full disk is said in Vietnamese and leaves nothing half-made', async (t) => {
  const folder = place();
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=20m', 'tmpfs', folder], { stdio: 'ignore' }).status !== 0) return t.skip('a small file system cannot be mounted here');
  try {
    await assert.rejects(startCluster(options(folder)), (error: unknown) => error instanceof DatabaseStartError && /Ổ đĩa .* đầy/.test(error.message));
    assert.equal(existsSync(dataOf(folder)), false);
    assert.equal(existsSync(`${dataOf(folder)}.new`), false);
  } finally {
    spawnSync('umount', [folder]);
  }
});
