import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { systemPolicy } from '#platform/access';
import { restartDataJobs, stepDataJob, type Tx } from '#platform/db';
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

test('older sources that are known by protected visits alone are labelled, and so are their Patients; a second time changes nothing', async () => {
  const encounter = (patient: string, id: string, labels: string[]) => ({ resource: { ...of('Encounter', id, patient), status: 'finished' }, labels, facility: '62982' });
  await within((tx) => writeBundle(tx, [
    { resource: of('Patient', 'c', 'c'), facility: '62982' }, { resource: of('Patient', 'd', 'd'), facility: '62982' },
    encounter('c', 'c1', ['PSY']), encounter('c', 'c2', ['HIV', 'PSY']), encounter('c', 'c3', ['SUD']), encounter('d', 'd1', ['PSY']), encounter('d', 'd2', []),
  ]));
  await owner.bookkeeping('test', async (tx) => {
    for (const patient of ['c', 'd']) await tx.run("insert into person_patient (patient, person, home, facility, patient_number, identity, described_at) values ($1, $2, gen_random_uuid(), '62982', $1, $3, '')", [patient, PERSON, JSON.stringify({ name: 'Y', folded: 'y', born: '', sex: '' })]);
    // As the previous version noted them: what the visit as a whole reveals.
    for (const [encounter, patient, labels] of [['c1', 'c', '{}'], ['c2', 'c', '{PSY}'], ['c3', 'c', '{SUD}'], ['d1', 'd', '{PSY}'], ['d2', 'd', '{}']]) await tx.run("insert into person_visit (encounter, person, patient, facility, arrived, left_at, labels) values ($1, $2, $3, '62982', '202504030700', '', $4)", [encounter, PERSON, patient, labels]);
  });
  const row = z.object({ id: z.string(), version: z.number(), labels: z.array(z.string()), known: z.array(z.string()) });
  const now = () => within((tx) => tx.query("select r.id, r.version, r.labels, l.labels as known from resource r join person_patient l on l.patient = r.id where r.type = 'Patient' order by 1", [], row));
  for (let turn = 0; turn < 2; turn += 1) {
    await owner.bookkeeping('test', (tx) => tx.run("update resource set person = gen_random_uuid() where type = 'Encounter' and id = 'c2'"));
    await restartDataJobs(owner, ['source-labels']);
    for (const job of PERSON_DATA_JOBS) while (await stepDataJob(db, job));
    assert.deepEqual((await now()).filter((one) => one.version > 1 || one.labels.length > 0), [{ id: 'c', version: 2, labels: ['only:PSY', 'only:SUD'], known: ['only:PSY', 'only:SUD'] }]);
    assert.deepEqual(await within((tx) => tx.query("select person from resource where id = 'c2'", [], z.object({ person: z.string() }))), [{ person: PERSON }], 'what was left behind follows');
  }
});
