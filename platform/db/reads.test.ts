import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { ANONYMOUS, systemPolicy } from '#platform/access';
import { PRODUCT_FOLDER } from '#platform/config';
import { Fault } from '#platform/fault';
import { testDatabase } from '#platform/db/testing';
import { openingOf } from './opening.ts';
import { openDatabase } from './database.ts';
import type { Database } from './database.ts';
import { startCluster } from './embedded/cluster.ts';
import { findPlace } from './embedded/place.ts';
import { readPostmaster } from './embedded/process.ts';
import { migrate } from './migrate.ts';
import { findMigrations } from './migrations.ts';

const { db } = await testDatabase();
const policy = systemPolicy('test', 'test');
const read = (on: Database, target: string, work: () => Promise<void> = async () => {}) => on.withAccess(policy, { action: 'dossier.read', target }, work);
const counted = (on: Database, like: string) => on.bookkeeping('test', async (tx) => (await tx.query('select target, count(*)::int as count from audit_event where target like $1 group by target', [like], z.object({ target: z.string(), count: z.number() }))));

test('an answer waits for its row: whoever has one is in the trail, once, in the order of his own rows', async () => {
  await Promise.all(Array.from({ length: 400 }, async (_, at) => {
    await db.withAccess(policy, { action: 'person.search', target: `t/${at}` }, async (tx) => {
      await tx.audit({ action: 'person.find', target: `t/${at}` });
      tx.learned({ found: 1 });
    });
    const rows = await db.bookkeeping('test', (tx) => tx.query('select action, found from audit_event where target = $1 order by id', [`t/${at}`], z.object({ action: z.string(), found: z.number().nullable() })));
    assert.deepEqual(rows, [{ action: 'person.search', found: 1 }, { action: 'person.find', found: null }]);
  }));
});

test('many reads share transactions', async () => {
  const ids = async () => (await db.bookkeeping('test', (tx) => tx.query(`select count(distinct xact)::int as transactions, count(*)::int as rows from audit_event where target like 'share/%'`, [], z.object({ transactions: z.number(), rows: z.number() }))))[0];
  await Promise.all(Array.from({ length: 500 }, (_, at) => read(db, `share/${at}`)));
  const found = await ids();
  assert.equal(found?.rows, 500);
  assert.ok((found?.transactions ?? 500) < 250, JSON.stringify(found));
});

test('what reads cannot write; a row that cannot be written fails its own access alone', async () => {
  await assert.rejects(db.withAccess(policy, { action: 'dossier.read', target: 'w/1' }, (tx) => tx.run(`insert into installation (id, kind) values (gen_random_uuid(), 'empty')`)), /read-only transaction/);
  await db.withAccess(policy, { action: 'dossier.read', target: 'w/2', reads: false }, (tx) => tx.run('create temporary table t (a int)'));
  const results = await Promise.allSettled([read(db, 'w/good'), db.withAccess(policy, { action: 'dossier.read', target: 'w/bad', found: 2 ** 40 }, async () => {}), read(db, 'w/good')]);
  assert.deepEqual(results.map((one) => one.status), ['fulfilled', 'rejected', 'fulfilled']);
  assert.deepEqual(await counted(db, 'w/good'), [{ target: 'w/good', count: 2 }]);
  await read(db, 'w/nul\0\uD800');
});

test('PostgreSQL killed −9 between reading and auditing: the answer is 503; afterwards every answered read has its row, none has two', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'yteso-reads-'));
  const cluster = await startCluster({ dataFolder: folder, as: 'server', tell: () => {}, parameters: { shared_buffers: '16MB' } });
  await migrate({ url: cluster.url, schema: 'province' }, findMigrations(PRODUCT_FOLDER));
  const own = openDatabase({ url: cluster.url, schema: 'province', poolSize: 4 });
  try {
    const kill = (): void => {
      const master = readPostmaster(findPlace(folder).data);
      assert.ok(master);
      process.kill(master.pid, 'SIGKILL');
    };
    await assert.rejects(read(own, 'k/killed', async () => { kill(); await pause(300); }), (error: unknown) => error instanceof Fault && error.entry.status === 503);
    const answered: string[] = [];
    const began = Date.now();
    let [at, killed] = [0, false];
    await Promise.all(Array.from({ length: 16 }, async () => {
      // So many before and after, however fast the machine is.
      while (answered.length <= 700 && Date.now() - began < 90_000) {
        const target = `k/${at += 1}`;
        if (!killed && answered.length > 300) {
          killed = true;
          kill();
        }
        try {
          await read(own, target);
          answered.push(target);
        } catch (error) {
          assert.ok(error instanceof Fault && error.entry.status === 503, String(error));
          await pause(50);
        }
      }
    }));
    const rows = new Map((await counted(own, 'k/%')).map((row) => [row.target, row.count]));
    assert.ok(killed && answered.length > 600, `${answered.length} answered`);
    assert.deepEqual(answered.filter((target) => rows.get(target) !== 1), []);
    assert.equal([...rows.values()].every((count) => count === 1), true);
  } finally {
    await own.close();
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a caller’s question that takes too long ends; the program’s own work does not', async () => {
  assert.match(openingOf(ANONYMOUS, true), /^begin read only; set local statement_timeout = 20000$/);
  assert.doesNotMatch(openingOf(ANONYMOUS) + openingOf(policy, true), /statement_timeout/);
  await assert.rejects(db.withAccess(policy, { action: 'dossier.read', target: 'slow' }, async (tx) => { await tx.run('set local statement_timeout = 50'); await tx.run('select pg_sleep(5)'); }), (error) => error instanceof Fault && error.code === 'database.too-heavy');
});

test('figures that are no day are the caller’s mistake', async () => {
  await assert.rejects(db.withAccess(policy, { action: 'dossier.read', target: 'day' }, (tx) => tx.run('select $1::date', ['33789797'])), (error) => error instanceof Fault && error.code === 'request.unreadable');
});
