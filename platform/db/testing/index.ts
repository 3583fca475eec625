import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import pg from 'pg';
import { PRODUCT_FOLDER } from '#platform/config';
import { passingKeys, useSealKeys } from '#platform/seal';
import { openDatabase } from '../database.ts';
import type { Database } from '../database.ts';
import { startCluster } from '../embedded/cluster.ts';
import { migrate } from '../migrate.ts';
import { rolesOf } from '../roles.ts';
import { findMigrations } from '../migrations.ts';

const TEMPLATE = 'yteso_template';

/**
 * A cluster for tests with one migrated template database. `scripts/test.ts` makes one for the whole run and hands its address
 * on in YTESO_TEST_DATABASE. Not durable: fsync is off.
 */
export async function startTestCluster(): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'yteso-test-'));
  const cluster = await startCluster({
    dataFolder: folder, as: 'server', tell: () => {}, parameters: { fsync: 'off', full_page_writes: 'off', shared_buffers: '128MB' },
  });
  await makeTemplate(cluster.url);
  return { url: cluster.url, async stop() { await cluster.stop(); rmSync(folder, { recursive: true, force: true }); } };
}

/** Makes the template database in the cluster of the address. */
export async function makeTemplate(url: string): Promise<void> {
  await administer(url, `drop database if exists ${TEMPLATE}`);
  await administer(url, `create database ${TEMPLATE} encoding 'UTF8' template template0`);
  await migrate({ url: databaseAddress(url, TEMPLATE), schema: 'province' }, findMigrations(PRODUCT_FOLDER));
}

/**
 * A migrated database of its own for a test file; dropped after the file's last test.
 * `db` works as the program does; `owner` as the owner of the tables, whom row-level security and rights do not bind.
 * Run alone (no YTESO_TEST_DATABASE), the file starts a cluster of its own.
 */
export async function testDatabase(): Promise<{ db: Database; url: string; owner: Database }> {
  const shared = process.env['YTESO_TEST_DATABASE'];
  const own = shared ? undefined : await startTestCluster();
  const url = own?.url ?? shared ?? '';
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(url, `create database ${name} template ${TEMPLATE}`);
  useSealKeys(passingKeys());
  const db = openDatabase({ url: databaseAddress(url, name), schema: 'province', poolSize: 6, roles: rolesOf('province') });
  const owner = openDatabase({ url: databaseAddress(url, name), schema: 'province', poolSize: 2 });
  after(async () => {
    await Promise.all([db.close(), owner.close()]);
    if (own) await own.stop();
    else await administer(url, `drop database if exists ${name} with (force)`);
  });
  return { db, url: databaseAddress(url, name), owner };
}

/** The address of another database of the same server. */
export function databaseAddress(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.toString();
}

async function administer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
