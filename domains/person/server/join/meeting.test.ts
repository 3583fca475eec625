import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { departmentPolicy, testContext } from '#domains/claim/testing';
import { systemPolicy } from '#platform/access';
import type { Tx } from '#platform/db';
import { testDatabase } from '#platform/db/testing';
import { Fault } from '#platform/fault';
import { identityOf } from '#domains/person/rules';
import { checkSome, joinPatients, resolvePeople, undoJoin, type PatientToJoin } from '#domains/person/server';
import { decideCase, openCasesPage } from '../cases/cases.ts';

const { db } = await testDatabase();
const context = await testContext(db);
const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.withAccess(systemPolicy('test', 'test'), { action: 'person.join', target: 'person' }, work);
const someone = (patient: string, name: string, paper = '', more: Partial<PatientToJoin> = {}): PatientToJoin => ({
  patient, otherPatient: `${patient}-other`, facility: '62990', patientNumber: patient, at: '202609010800', why: 'dossier/test',
  identity: identityOf({ name, born: '19750102', sex: '1', paper, cards: '', phone: '' }),
  around: { commune: '', communeName: '', address: '', mother: '', father: '', ethnic: '', newborn: false }, ...more,
});
const row = z.object({ patient: z.string(), person: z.string() });
const personsOf = async (...patients: string[]) => new Map((await within((tx) => tx.query('select patient, person from person_patient where patient = any($1)', [patients], row))).map((one) => [one.patient, one.person]));

/** Does `first`, keeps its transaction open until `second` has had time to meet it, and ends both. */
async function meeting(first: (tx: Tx) => Promise<unknown>, second: () => Promise<unknown>): Promise<void> {
  let begun: () => void = () => {};
  const isBegun = new Promise<void>((resolve) => { begun = resolve; });
  const holder = within(async (tx) => {
    await first(tx);
    begun();
    await pause(300);
  });
  await isBegun;
  await Promise.all([holder, second()]);
}

test('who is filed while his person is joined to another follows the join', async () => {
  await within((tx) => resolvePeople(tx, [someone('m1', 'Hồ Văn Gặp')]));
  await within((tx) => resolvePeople(tx, [someone('m2', 'Hồ Văn Gặp', '062075000901')]));
  await meeting((tx) => resolvePeople(tx, [someone('m3', 'Hồ Văn Gặp', '062075000901')]), () => within((tx) => joinPatients(tx, 'm1', 'm2', 'clerk', 'thử')));
  assert.equal(new Set((await personsOf('m1', 'm2', 'm3')).values()).size, 1, 'filed first');
  await within((tx) => resolvePeople(tx, [someone('m4', 'Hồ Văn Chờ')]));
  await within((tx) => resolvePeople(tx, [someone('m5', 'Hồ Văn Chờ', '062075000902')]));
  await meeting((tx) => joinPatients(tx, 'm4', 'm5', 'clerk', 'thử'), () => within((tx) => resolvePeople(tx, [someone('m6', 'Hồ Văn Chờ', '062075000902')])));
  assert.equal(new Set((await personsOf('m4', 'm5', 'm6')).values()).size, 1, 'joined first');
});

test('two sources that describe one person at once: the newest description holds', async () => {
  await within((tx) => resolvePeople(tx, [someone('d1', 'Y Cùng'), someone('d2', 'Y Cùng')]));
  const { person } = await within((tx) => joinPatients(tx, 'd1', 'd2', 'clerk', 'thử'));
  await meeting((tx) => resolvePeople(tx, [someone('d1', 'Y Cùng Sau', '', { at: '202612010800' })]), () => within((tx) => resolvePeople(tx, [someone('d2', 'Y Cùng Trước', '', { at: '202611010800' })])));
  const [found] = await within((tx) => tx.query('select name, described_at from person where id = $1', [person], z.object({ name: z.string(), described_at: z.string() })));
  assert.deepEqual(found, { name: 'Y Cùng Sau', described_at: '202612010800' });
});

test('two processes that compare at once miss nobody', async () => {
  while (await checkSome(context)) { /* goes on */ }
  for (let round = 0; round < 3; round += 1) {
    const name = `Ksor H’Đôi ${'ABC'.charAt(round)}`;
    await within((tx) => resolvePeople(tx, [someone(`k${round}a`, name), someone(`k${round}b`, name)]));
    await Promise.all([checkSome(context, 1), checkSome(context, 1)]);
    while (await checkSome(context, 1)) { /* goes on */ }
    const cases = await within((tx) => openCasesPage(tx, { limit: 50, offset: 0 }, (code) => code));
    assert.equal(cases.filter((one) => one.a.name === name).length, 1, name);
  }
});

test('who is described anew while he is compared is compared again', async () => {
  await within((tx) => resolvePeople(tx, [someone('n1', 'Rơ Châm Lại')]));
  await meeting((tx) => resolvePeople(tx, [someone('n1', 'Rơ Châm Mới', '', { at: '202612010800' })]), () => checkSome(context));
  const [found] = await within((tx) => tx.query("select checked from person_patient where patient = 'n1'", [], z.object({ checked: z.boolean() })));
  assert.equal(found?.checked, false);
});

test('a clerk who takes a decision back and another who undoes its join do not wait in a circle', async () => {
  await within((tx) => resolvePeople(tx, [someone('c1', 'Hồ Thị Vòng'), someone('c2', 'Hồ Thị Vòng')]));
  while (await checkSome(context)) { /* goes on */ }
  const found = (await within((tx) => openCasesPage(tx, { limit: 50, offset: 0 }, (code) => code))).find((one) => one.a.name === 'Hồ Thị Vòng');
  const id = found?.id ?? '';
  const clerk = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.withAccess(departmentPolicy, { action: 'person-case.decide', target: 'person-case' }, work);
  const { join } = await clerk((tx) => decideCase(tx, id, 'join', ''));
  let reopened: Promise<unknown> = Promise.resolve();
  await clerk(async (tx) => {
    await tx.run("select pg_advisory_xact_lock(hashtextextended('person joins', 0))");
    reopened = clerk((other) => decideCase(other, id, 'reopen', ''));
    await pause(200);
    await tx.run("set local lock_timeout = '1s'");
    await undoJoin(tx, join ?? '', 'thử');
  });
  await reopened;
  assert.equal(new Set((await personsOf('c1', 'c2')).values()).size, 2);
});

test('a clerk does not part whom somebody joins at that moment', async () => {
  await within((tx) => resolvePeople(tx, [someone('e1', 'Hồ Thị Lúc'), someone('e2', 'Hồ Thị Lúc')]));
  while (await checkSome(context)) { /* goes on */ }
  const found = (await within((tx) => openCasesPage(tx, { limit: 50, offset: 0 }, (code) => code))).find((one) => one.a.name === 'Hồ Thị Lúc');
  await meeting((tx) => joinPatients(tx, 'e1', 'e2', 'strong', 'thử'), () => assert.rejects(within((tx) => decideCase(tx, found?.id ?? '', 'different', '')), (error: unknown) => error instanceof Fault && error.code === 'person.already-one'));
});
