import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { systemPolicy } from '#platform/access';
import type { Tx } from '#platform/db';
import { testDatabase } from '#platform/db/testing';
import { Fault } from '#platform/fault';
import { testContext } from '#domains/claim/testing';
import { identityOf } from '#domains/person/rules';
import { randomOf } from '#domains/synthetic/rules';
import { checkSome, joinPatients, resolvePeople, undoJoin, type PatientToJoin } from '#domains/person/server';
import { decideCase, openCasesPage } from '../cases/cases.ts';

const { db } = await testDatabase();
const context = await testContext(db);
const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.withAccess(systemPolicy('test', 'test'), { action: 'person.join', target: 'person' }, work);
interface Said { name: string; born?: string; sex?: string; paper?: string; cards?: string; newborn?: boolean; mother?: string; at?: string; sameAs?: string }
const of = (patient: string, { name, born = '19750102', sex = '1', paper = '', cards = '', newborn = false, mother = '', at = '202609010800', sameAs }: Said): PatientToJoin => ({
  patient, otherPatient: `${patient}-other`, facility: '62990', patientNumber: patient, at, why: 'dossier/test', identity: identityOf({ name, born, sex, paper, cards, phone: '' }),
  around: { commune: '', communeName: '', address: '', mother, father: '', ethnic: '', newborn }, ...(sameAs !== undefined && { sameAs }),
});
const filed = async (...asked: PatientToJoin[]) => (await within((tx) => resolvePeople(tx, asked))).map((one) => one.person);
const row = z.object({ patient: z.string(), person: z.string() });
const personOf = async (patient: string) => (await within((tx) => tx.query('select patient, person from person_patient where patient = $1', [patient], row)))[0]?.person;
const cases = async (name: string) => (await within((tx) => openCasesPage(tx, { limit: 200, offset: 0 }, (code) => code))).filter((one) => one.a.name.includes(name) || one.b.name.includes(name));
const checkAll = async (): Promise<void> => { while (await checkSome(context)) { /* goes on */ } };

test('a child under its mother’s number, name and card is not its mother, also when the dossier was hers before', async () => {
  const mother = { name: 'Y Mẹ Con', born: '19980205', sex: '2', paper: '062198000701', cards: 'DT2622970700701' };
  const [hers] = await filed(of('mc', mother));
  const child = { ...mother, born: '20260913', newborn: true, at: '202609200800' };
  const [its] = await filed(of('mc', child));
  assert.notEqual(its, hers);
  assert.notEqual((await filed(of('mc2', { ...child, sameAs: 'mc' })))[0], hers);
  assert.equal(await personOf('mc'), hers);
});

test('papers of one visit join nobody over a contradiction; a child that was given its name stays one', async () => {
  const [first] = await filed(of('p1', { name: 'Lê Thị Lan', sex: '2' }));
  assert.notEqual((await filed(of('p2', { name: 'Lê Thị Huệ', sex: '2', sameAs: 'p1' })))[0], first);
  assert.equal((await filed(of('p3', { name: 'Le Thi Lan', sex: '2', sameAs: 'p1' })))[0], first);
  const [child] = await filed(of('p4', { name: 'CB Lê Thị Lan', born: '20260901', newborn: true }));
  assert.equal((await filed(of('p5', { name: 'Trần Văn An', born: '20260901', newborn: true, sameAs: 'p4' })))[0], child);
});

test('a number that stands with two whom a clerk has parted joins no third by itself', async () => {
  const who = { name: 'Siu Chung Số', paper: '062075000702' };
  await filed(of('s1', who));
  await filed(of('s2', who));
  const [join] = await within((tx) => tx.query("select id from person_join where b = 's2'", [], z.object({ id: z.string() })));
  await within((tx) => undoJoin(tx, join?.id ?? '', 'hai anh em'));
  const [third] = await filed(of('s3', who));
  assert.ok(third !== await personOf('s1') && third !== await personOf('s2'), 'at filing');
  await checkAll();
  assert.equal(new Set([await personOf('s1'), await personOf('s2'), await personOf('s3')]).size, 3, 'in the background');
  assert.equal((await cases('Siu Chung Số')).length >= 2, true, 'it is asked about both');
  await within((tx) => joinPatients(tx, 's1', 's2', 'clerk', 'một người'));
  await within((tx) => tx.run("update person_patient set checked = false where patient = 's3'"));
  await checkAll();
  assert.equal(new Set([await personOf('s1'), await personOf('s2'), await personOf('s3')]).size, 1, 'one again: nothing parts them');
});

test('a number given to hundreds joins nobody and is not looked through', async () => {
  await filed(...Array.from({ length: 130 }, (_, n) => of(`h${n}`, { name: `Người ${'ABCDEFGHIKLM'.charAt(n % 12)}${n}`, born: `19${20 + (n % 70)}0${1 + (n % 9)}11`, cards: '1234567890' })));
  const [person] = await filed(of('h-new', { name: 'Người A0', born: '19200111', cards: '1234567890' }));
  assert.notEqual(person, await personOf('h0'));
  await checkAll();
  assert.notEqual(await personOf('h-new'), await personOf('h0'), 'nor in the background, where they meet by their name');
});

test('a number that a child brought as newborn may join when it brings it again later', async () => {
  const child = { name: 'Nay Nhỏ', born: '20260601', cards: 'TE1622970700703' };
  await filed(of('y1', { ...child, newborn: true, at: '202606100800' }));
  const [person] = await filed(of('y1', { ...child, at: '202609100800' }));
  assert.equal((await filed(of('y2', child)))[0], person);
});

test('what is no longer likely leaves the work list, what somebody else has settled is not decided', async () => {
  await filed(of('w1', { name: 'Rah Lan Cũ' }), of('w2', { name: 'Rah Lan Cũ' }), of('w3', { name: 'Rah Lan Xong', born: '19800303' }), of('w4', { name: 'Rah Lan Xong', born: '19800303' }));
  await checkAll();
  const [settled] = await cases('Rah Lan Xong');
  assert.equal((await cases('Rah Lan Cũ')).length, 1);
  await filed(of('w1', { name: 'Rah Lan Cũ', born: '19580718', at: '202610010800' }));
  await checkAll();
  assert.deepEqual(await cases('Rah Lan Cũ'), []);
  await within((tx) => joinPatients(tx, 'w3', 'w4', 'clerk', 'thử'));
  for (const decision of ['different', 'join'] as const) await assert.rejects(within((tx) => decideCase(tx, settled?.id ?? '', decision, '')), (error: unknown) => error instanceof Fault && error.code === 'person.already-one', decision);
});

test('a join that is undone: a third, asked about one of them while they were one, is asked about the other too', async () => {
  await filed(of('u1', { name: 'Kpă Ba Người' }), of('u2', { name: 'Kpă Ba Người' }));
  const { join } = await within((tx) => joinPatients(tx, 'u1', 'u2', 'clerk', 'thử'));
  await filed(of('u3', { name: 'Kpă Ba Người' }));
  await checkAll();
  assert.equal((await cases('Kpă Ba Người')).length, 1);
  await within((tx) => undoJoin(tx, join, 'hai người'));
  await checkAll();
  assert.deepEqual((await cases('Kpă Ba Người')).map((one) => [one.a.patient, one.b.patient].join()).sort(), ['u1,u3', 'u2,u3']);
});

test('names of any length and sign are compared; one that cannot be read stops nobody else', async () => {
  const random = randomOf('wild');
  const wild = (length: number): string => String.fromCodePoint(...Array.from({ length }, () => random.between(0xac00, 0xd7a3)));
  await filed(of('z1', { name: wild(300), mother: wild(300) }), of('z2', { name: '' }), of('z3', { name: '\u0001\u0002' }));
  await checkAll();
  const unchecked = async () => within((tx) => tx.query('select patient from person_patient where not checked order by patient', [], z.object({ patient: z.string() })));
  assert.deepEqual(await unchecked(), []);
  const [longest] = await within((tx) => tx.query("select max(octet_length(key))::int as bytes from patient_key where patient = 'z1'", [], z.object({ bytes: z.number().nullable() })));
  assert.ok(longest?.bytes && longest.bytes <= 600, 'it has its keys, and no index is too small for them');
  await filed(of('z4', { name: 'Hồ Hỏng' }));
  await within((tx) => tx.run(`update person_patient set identity = identity || '{"cards": 5}' where patient = 'z4'`));
  await filed(of('z5', { name: 'Puih Sau Đó' }), of('z6', { name: 'Puih Sau Đó' }));
  await checkAll();
  assert.deepEqual([await unchecked(), (await cases('Puih Sau Đó')).length], [[], 1]);
});
