import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { PRODUCT_FOLDER } from '#platform/config';
import { DataJobPending, dataJobStates, findMigrations, migrate, missingOf, requiredBy, restartDataJobs, stepDataJob, type DataJob, type Migration } from './index.ts';
import { testDatabase } from './testing/index.ts';

const { db, url, owner } = await testDatabase();
const all = findMigrations(PRODUCT_FOLDER);
const sql = '-- requires data job: fill-filled\nalter table fill alter column filled set not null;';
const contract: Migration = { room: 'platform/test', number: 2, name: 'contract', sql, checksum: 'c', requires: requiredBy(sql) };
const expand: Migration = { room: 'platform/test', number: 1, name: 'expand', sql: 'create table fill (id int primary key, filled int); insert into fill (id) select generate_series(1, 25)', checksum: 'e', requires: [] };
const later: Migration = { room: 'platform/test', number: 3, name: 'later', sql: 'create table fill_later (id int)', checksum: 'l', requires: [] };
const number = z.object({ n: z.coerce.number() });
const left = async (): Promise<number> => (await owner.bookkeeping('test', (tx) => tx.query('select count(*) as n from fill where filled is null', [], number)))[0]?.n ?? -1;

let dies = false;
const job: DataJob = {
  name: 'fill-filled', summaryVi: 'thử',
  async step(tx, at) {
    const rows = await tx.query('update fill set filled = id * 2 where id in (select id from fill where id > $1 order by id limit 10) returning id as n', [Number(at)], number);
    if (dies) throw new Error('killed');
    return { at: String(Math.max(Number(at), ...rows.map((one) => one.n))), touched: rows.length, hasMore: rows.length === 10 };
  },
};

test('a migration that requires a data job waits for it, and says what to run; those before it are applied, those after it are not', async () => {
  await owner.bookkeeping('test', (tx) => tx.run("insert into installation (id, kind) values (gen_random_uuid(), 'empty')"));
  await assert.rejects(migrate({ url, schema: 'province' }, [...all, expand, contract, later]), (error) =>
    error instanceof DataJobPending && error.jobs.includes('fill-filled') && error.migration === contract && /npx yteso migrate/.test(error.message));
  assert.deepEqual(await missingOf(owner, [...all, expand, contract, later]), ['platform/test/2', 'platform/test/3']);
  assert.deepEqual((await dataJobStates(owner, [job], [contract])).map((one) => [one.state, one.requiredBefore]), [['waiting', ['platform/test/2']]]);
});

test('a job goes on where it stood: a step that fails leaves nothing, two who run it do not double it', async () => {
  await migrate({ url, schema: 'province' }, [...all, expand]);
  assert.equal(await stepDataJob(db, job), true);
  dies = true;
  await assert.rejects(stepDataJob(db, job), /killed/);
  dies = false;
  assert.equal(await left(), 15);
  await Promise.all([stepDataJob(db, job), stepDataJob(db, job)]);
  assert.equal(await left(), 0);
  const [state] = await dataJobStates(db, [job], []);
  assert.deepEqual([state?.state, state?.touched], ['done', 25]);
  assert.equal(await stepDataJob(db, job), false, 'what is done is not done again');
  await restartDataJobs(db, ['fill-filled']);
  assert.equal((await dataJobStates(db, [job], []))[0]?.state, 'running');
  while (await stepDataJob(db, job));
});

test('then the migration goes through; where there is no province yet nothing has to be filled', async () => {
  assert.deepEqual((await migrate({ url, schema: 'province' }, [...all, expand, contract, later])).applied, ['platform/test/002-contract', 'platform/test/003-later']);
  await migrate({ url, schema: 'fresh' }, [...all, { ...expand, sql: 'create table fill (id int, filled int)' }, contract]);
});
