import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PRODUCT_FOLDER } from '#platform/config';
import { findMigrations, migrate } from '#platform/db';
import { testDatabase } from '#platform/db/testing';
import { connect, partitionsOf, quoted, rowsOf } from './catalogue.ts';
import { bringPartitions, dropForeignKeys, dropIndexes } from './target.ts';
import { z } from 'zod';

const { url } = await testDatabase();

test('months are those of the backup, not those of today: made, moved, taken away; each is watched over as its sisters are', async () => {
  await migrate({ url, schema: 'months' }, findMigrations(PRODUCT_FOLDER));
  const client = await connect(url, 'months');
  const bound = (from: string, to: string): string => `FOR VALUES FROM (${from}) TO ('${to} 00:00:00+00')`;
  const wanted = [
    { parent: 'audit_event', name: 'audit_event_2024_03', bound: bound("'2024-03-01 00:00:00+00'", '2024-04-01') },
    { parent: 'audit_event', name: 'audit_event_before', bound: bound('MINVALUE', '2024-03-01') },
    { parent: 'resource_history', name: 'resource_history_2024_02', bound: bound("'2024-02-01 00:00:00+00'", '2024-03-01') },
    { parent: 'resource_history', name: 'resource_history_2024_03', bound: bound("'2024-03-01 00:00:00+00'", '2024-04-01') },
  ];
  await bringPartitions(client, wanted);
  assert.deepEqual(await partitionsOf(client), wanted);
  for (const { name } of wanted) await assert.rejects(client.query(`delete from ${quoted(name)}`), /append-only/, name);
  await bringPartitions(client, wanted);
  await client.query('select make_audit_months(current_date, 3), make_history_months(current_date, 3)');
  assert.equal((await partitionsOf(client)).length, wanted.length + 6, 'months of today come as ever');
  await client.end();
});

test('indexes and foreign keys that are taken away come back exactly as they were', async () => {
  await migrate({ url, schema: 'indexes' }, findMigrations(PRODUCT_FOLDER));
  const client = await connect(url, 'indexes');
  const all = async (): Promise<string[]> => (await rowsOf(client, `select pg_get_indexdef(x.indexrelid) as made from pg_index x join pg_class c on c.oid = x.indexrelid join pg_namespace n on n.oid = c.relnamespace where n.nspname = current_schema()
    union all select conname || ' ' || pg_get_constraintdef(k.oid) from pg_constraint k join pg_namespace n on n.oid = k.connamespace where n.nspname = current_schema() order by 1`, [], z.object({ made: z.string() }))).map((one) => one.made);
  const before = await all();
  const foreign = await dropForeignKeys(client);
  const indexes = await dropIndexes(client);
  assert.ok(foreign.length > 10 && indexes.length > 50);
  for (const made of [...indexes, ...foreign]) await client.query(made);
  assert.deepEqual(await all(), before);
  await client.end();
});
