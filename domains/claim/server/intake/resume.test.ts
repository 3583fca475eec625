import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Database } from '#platform/db';
import { testDatabase } from '#platform/db/testing';
import { FAULTS, Fault } from '#platform/fault';
import type { Context } from '#platform/room';
import { loadFiles } from '#domains/claim/server';
import { claimFile, count, facilityPolicy, fileAll, forgetOwners, itemsOf, send, testContext, visit } from '#domains/claim/testing';
import { desk } from './desk.ts';

const { db } = await testDatabase();
const context = await testContext(db);
const never = new AbortController().signal;

/** A database that fails at the n-th group: before it is committed, or after (the answer is lost). */
function failing(at: number, when: 'before' | 'after', error: Error): Database {
  let groups = 0;
  return {
    ...db,
    async withAccess(policy, access, work) {
      if (access.action !== 'dossier.file') return db.withAccess(policy, access, work);
      groups += 1;
      if (groups !== at) return db.withAccess(policy, access, work);
      if (when === 'after') {
        await db.withAccess(policy, access, work);
        throw error;
      }
      return db.withAccess(policy, access, async (tx) => {
        await work(tx);
        throw error;
      });
    },
  };
}

const DOSSIERS = 65;
const fileOf = (name: string): string => claimFile(Array.from({ length: DOSSIERS }, (_, index) => visit(`${name}-${index}`, { MA_BN: `${name}-${index}`, SO_CCCD: '', MA_THE_BHYT: '' })));

async function assertWhole(name: string, intake: string): Promise<void> {
  const items = await itemsOf(context, intake);
  assert.deepEqual(items.map((item) => [item.position, item.outcome]), Array.from({ length: DOSSIERS }, (_, index) => [index + 1, 'new']), name);
  assert.equal(await count(context, 'dossier where ma_lk like $1', [`${name}-%`]), DOSSIERS);
  assert.equal(await count(context, 'dossier_revision r join dossier d on d.id = r.dossier where d.ma_lk like $1', [`${name}-%`]), DOSSIERS);
  assert.equal(await count(context, 'exchange_message where ma_lk like $1', [`${name}-%`]), DOSSIERS);
  assert.equal(await count(context, `intake where id = $1 and status = 'done' and done = ${DOSSIERS}`, [intake]), 1);
  assert.equal(await count(context, "resource where type = 'Encounter' and version = 1 and content like $1", [`%"${name}-%`]), DOSSIERS, 'no resource was written twice');
}

test('an intake that dies at any group, before or after the commit, goes on without loss and without doubling', async () => {
  for (const when of ['before', 'after'] as const) for (const at of [1, 2, 3, 4]) {
    const name = `DIE-${when}-${at}`;
    const intake = await send(context, facilityPolicy('62990'), fileOf(name));
    const dying: Context = { ...context, db: failing(at, when, new Fault(FAULTS.databaseAway)) };
    await assert.rejects(async () => { const worker = desk(dying); while (await worker.round(never)) continue; }, /Cơ sở dữ liệu/);
    await forgetOwners(context);
    await fileAll(context);
    await assertWhole(name, intake);
  }
});

test('a group that cannot be written is filed one by one: only the guilty dossier stays out', async () => {
  const intake = await send(context, facilityPolicy('62990'), fileOf('ODD'));
  const odd: Context = { ...context, db: { ...db, withAccess: (policy, access, work) => db.withAccess(policy, access, async (tx) => {
    if (access.action !== 'dossier.file') return work(tx);
    return work({ ...tx, run: async (sql, params) => {
      if (sql.includes('into dossier ') && JSON.stringify(params).includes('"ODD-30"')) throw new Error('nobody thought of this');
      return tx.run(sql, params);
    } });
  }) } };
  const worker = desk(odd);
  while (await worker.round(never)) continue;
  const outcomes = (await itemsOf(context, intake)).map((item) => item.outcome);
  assert.deepEqual([outcomes.length, outcomes.filter((outcome) => outcome === 'new').length, outcomes[30]], [DOSSIERS, DOSSIERS - 1, 'refused']);
});

test('two processes at once file every dossier once', async () => {
  const intakes = [await send(context, facilityPolicy('62990'), fileOf('TWO-A')), await send(context, facilityPolicy('62990'), fileOf('TWO-B'))];
  await Promise.all([fileAll(context), fileAll(context)]);
  await fileAll(context);
  for (const [index, name] of ['TWO-A', 'TWO-B'].entries()) await assertWhole(name, intakes[index] ?? '');
});

test('one intake at a time for a facility, several facilities side by side', async () => {
  const first = await send(context, facilityPolicy('62990'), fileOf('FAIR-1'));
  const second = await send(context, facilityPolicy('62990'), fileOf('FAIR-2'));
  const other = await send(context, facilityPolicy('62981'), claimFile([visit('FAIR-3', { MA_CSKCB: '62981' })], '62981'));
  await desk(context).round(never);
  assert.deepEqual([(await itemsOf(context, first)).length > 0, (await itemsOf(context, second)).length, (await itemsOf(context, other)).length], [true, 0, 1]);
  await forgetOwners(context);
  await fileAll(context);
  await assertWhole('FAIR-2', second);
});

test('what ends in order is given back at once', async () => {
  await send(context, facilityPolicy('62990'), fileOf('ORDER'));
  const ending = new AbortController();
  const worker = desk(context);
  ending.abort();
  await worker.round(ending.signal);
  assert.equal(await count(context, 'intake where owner is not null'), 0);
  await fileAll(context);
});

test('loading from the command line goes on where it stood and skips what is done', async () => {
  const path = join(context.settings.dataFolder, 'load.xml');
  await writeFile(path, fileOf('LOAD'));
  const dying: Context = { ...context, db: failing(2, 'after', new Fault(FAULTS.databaseAway)) };
  await assert.rejects(() => loadFiles(dying, [path], () => {}));
  await forgetOwners(context);
  const told: number[] = [];
  const [loaded] = await loadFiles(context, [path], ({ dossiers }) => told.push(dossiers));
  assert.deepEqual([loaded?.status, loaded?.skipped, loaded?.outcomes.new], ['done', false, DOSSIERS]);
  assert.equal(told.at(-1), DOSSIERS);
  assert.deepEqual((await loadFiles(context, [path], () => {})).map((one) => one.skipped), [true]);
  await assertWhole('LOAD', loaded?.intake ?? '');
});
