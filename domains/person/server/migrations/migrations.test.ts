import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import pg from 'pg';
import { z } from 'zod';
import { systemPolicy } from '#platform/access';
import { PRODUCT_FOLDER } from '#platform/config';
import { findMigrations, migrate, openDatabase, type Tx } from '#platform/db';
import { testDatabase } from '#platform/db/testing';
import { identityOf, SID } from '#domains/person/rules';
import { resolvePeople, undoJoin } from '#domains/person/server';

const { url } = await testDatabase();
const schema = 'before';
const all = findMigrations(PRODUCT_FOLDER);
const PERSON = '00000000-0000-4000-8000-000000000001';
const identity = identityOf({ name: 'Y Trước Kia', born: '19750102', sex: '2', paper: '062175000901', cards: 'DT2622970700901', phone: '0912000901' });

test('persons from before joins were kept come over whole: their numbers find and join, and what was joined can be parted', async () => {
  await migrate({ url, schema }, all.filter((one) => !(one.room === 'domains/person' && one.number > 1)));
  const client = new pg.Client({ connectionString: url, options: `-c search_path=${schema},public` });
  await client.connect();
  await client.query("insert into person values ($1, 'Y Trước Kia', ' y truoc kia', '19750102', '2', '062175000901', '', '', '', false, '202609010800')", [PERSON]);
  for (const [system, value, strong] of [[SID.citizenId, '062175000901', true], [SID.insuranceNumber, '2970700901', true], [SID.paper, '231234567', false]] as const) {
    await client.query('insert into person_identifier (system, value, person, strong) values ($1, $2, $3, $4)', [system, value, PERSON, strong]);
  }
  for (const patient of ['o1', 'o2']) await client.query("insert into person_patient (patient, person, facility, patient_number, identity, described_at) values ($1, $2, '62990', $1, $3, '202609010800')", [patient, PERSON, JSON.stringify(identity)]);
  await client.end();
  await migrate({ url, schema }, all);
  const db = openDatabase({ url, schema, poolSize: 3 });
  after(() => db.close());
  const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.withAccess(systemPolicy('test', 'test'), { action: 'person.join', target: 'person' }, work);

  const numbers = await within((tx) => tx.query('select value, strong from patient_identifier group by value, strong order by value', [], z.object({ value: z.string(), strong: z.boolean() })));
  assert.deepEqual(numbers.map((one) => `${one.value} ${one.strong}`).toSorted(), ['062175000901 true', '0912000901 false', '231234567 false', '2970700901 true', 'DT2622970700901 false', 'o1 false', 'o2 false']);
  const [joined] = await within((tx) => resolvePeople(tx, [{
    patient: 'n1', otherPatient: 'n1-other', facility: '62981', patientNumber: 'n1', identity, at: '202610010800', why: 'dossier/test',
    around: { commune: '', communeName: '', address: '', mother: '', father: '', ethnic: '', newborn: false },
  }]));
  assert.equal(joined?.person, PERSON);
  const [join] = await within((tx) => tx.query("select id from person_join where kind = 'before'", [], z.object({ id: z.string() })));
  assert.equal((await within((tx) => undoJoin(tx, join?.id ?? '', 'thử'))).apart, true);
});
