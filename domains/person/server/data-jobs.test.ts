import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { systemPolicy } from '#platform/access';
import { stepDataJob, type Tx } from '#platform/db';
import { testDatabase } from '#platform/db/testing';
import { changesAfter, prepareStore, writeBundle, type Resource } from '#platform/store';
import { PERSON_DATA_JOBS } from './data-jobs.ts';

const { db, owner } = await testDatabase();
const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.withAccess(systemPolicy('test', 'test'), { action: 'record.write', target: 'bundle/test' }, work);
const PERSON = '00000000-0000-4000-8000-000000000001';
const of = (type: string, id: string, patient: string): Resource & Record<string, unknown> => ({ resourceType: type, id, ...(type === 'Patient' ? {} : { subject: { reference: `Patient/${patient}` } }) });

test('older resources are given their facility and older patients their relation of care; nothing else of them changes', async () => {
  await prepareStore(db);
  const many = Array.from({ length: 2_100 }, (_, n) => ({ resource: of('Basic', `b${n}`, 'a') }));
  await within(async (tx) => {
    await writeBundle(tx, [{ resource: of('Patient', 'a', 'a') }, { resource: of('Patient', 'b', 'b'), facility: '62981' }, { resource: of('Patient', 'z', 'z') }, { resource: of('Condition', 'c', 'a'), labels: ['HIV'] }]);
    for (let at = 0; at < many.length; at += 700) await writeBundle(tx, many.slice(at, at + 700));
  });
  await owner.bookkeeping('test', async (tx) => {
    await tx.run("insert into person values ($1, 'Y', ' y', '1975', '2', '', '', '', '', false, '202609010800')", [PERSON]);
    for (const patient of ['a', 'b']) await tx.run("insert into person_patient (patient, person, home, facility, patient_number, identity, described_at) values ($1, $2, gen_random_uuid(), '62990', $1, '{}', '')", [patient, PERSON]);
    await tx.run("insert into person_visit (encounter, person, patient, facility, arrived, left_at, labels) values ('e', $1, 'a', '62990', '202504030700', '', '{}')", [PERSON]);
  });
  const before = await within((tx) => tx.query('select type, id, version, content, changed::text from resource order by rid', [], z.unknown()));
  for (const job of PERSON_DATA_JOBS) while (await stepDataJob(db, job));
  assert.deepEqual(await within((tx) => tx.query('select type, id, version, content, changed::text from resource order by rid', [], z.unknown())), before);
  const made = await within((tx) => tx.query('select facility, count(*)::int as n from resource group by 1 order by 1', [], z.object({ facility: z.string().nullable(), n: z.number() })));
  assert.deepEqual(made, [{ facility: '62981', n: 1 }, { facility: '62990', n: 2_102 }, { facility: null, n: 1 }], 'what was said stays; who is nobody’s stays unsaid');
  const cared = await within((tx) => tx.query("select patient, valid_from::text as since from access_relation where kind = 'care' order by 1", [], z.object({ patient: z.string(), since: z.string() })));
  assert.deepEqual([cared[0], cared.length], [{ patient: 'a', since: '2025-04-03' }, 2]);
  assert.equal((await within((tx) => changesAfter(tx, '', 1))).changes.length <= 1, true);
});
