import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { systemPolicy } from '#platform/access';
import type { Tx } from '#platform/db';
import { testDatabase } from '#platform/db/testing';
import { Fault } from '#platform/fault';
import { search } from '#platform/store';
import { claimRoom } from '#domains/claim/server';
import { claimFile, facilityPolicy, fileAll, send, testContext, testEdge, visit } from '#domains/claim/testing';
import { randomOf } from '#domains/synthetic/rules';
import { checkSome, joinPatients, personRoom, undoJoin } from '#domains/person/server';

const { db } = await testDatabase();
const context = await testContext(db);
const app = await testEdge(context, [claimRoom, personRoom]);
const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.withAccess(systemPolicy('test', 'test'), { action: 'person.join', target: 'person' }, work);
const call = async (as: string, method: 'GET' | 'POST', url: string, payload?: object) => app.inject({ method, url, headers: { 'x-test-as': as, 'x-yteso': '1' }, ...(payload !== undefined && { payload }) });
const row = z.object({ patient: z.string(), person: z.string() });
const links = () => within((tx) => tx.query("select patient, person from person_patient order by patient", [], row));

/** Everything that joining may touch, but for what remembers joins. */
const TABLES = ['resource', 'resource_history', 'person', 'person_patient', 'patient_identifier', 'patient_key', 'person_visit', 'dossier', 'exchange_message', 'search_token', 'search_reference', 'search_string', 'search_date', 'resource_identifier'];
const dump = async () => Promise.all(TABLES.map((table) => within(async (tx) => `${table} ${(await tx.query(`select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) || count(*) as hash from ${table} t`, [], z.object({ hash: z.string() })))[0]?.hash}`)));

async function filed(facility: string, ...people: Record<string, string>[]): Promise<void> {
  await send(context, facilityPolicy(facility), claimFile(people.map((more) => visit(more['MA_LK'] ?? '', { SO_CCCD: '', MA_THE_BHYT: '', DIEN_THOAI: '', MA_CSKCB: facility, ...more })), facility));
  await fileAll(context);
}
async function checkAll(): Promise<void> {
  while (await checkSome(context)) { /* goes on */ }
}

interface Case { readonly id: string; readonly a: { name: string; person: string }; readonly b: { name: string; person: string }; readonly reasons: { text: string }[]; readonly probability: number }
const cases = async (): Promise<Case[]> => (await call('department', 'GET', '/api/person-cases')).json<{ items: Case[] }>().items;

test('the work list is the department’s: everybody else is refused', async () => {
  for (const [method, url, body] of [['GET', '/api/person-cases'], ['POST', '/api/person-cases/recheck', {}], ['POST', '/api/person-cases/00000000-0000-4000-8000-000000000000/decision', { decision: 'join' }], ['POST', '/api/person-joins/00000000-0000-4000-8000-000000000000/undo', { why: 'vì thử' }], ['POST', '/api/people/00000000-0000-4000-8000-000000000000/joins', { other: '00000000-0000-4000-8000-000000000000', why: 'vì thử' }]] as const) {
    assert.deepEqual([(await call('', method, url, body)).statusCode, (await call('facility 62990', method, url, body)).statusCode, (await call('admin', method, url, body)).statusCode], [401, 403, 403], url);
  }
  assert.equal((await call('facility 62990', 'GET', '/api/people/00000000-0000-4000-8000-000000000000/joining')).statusCode, 404);
});

test('likeness without an identifier is asked about; the decision joins, is undone, and is not asked again', async () => {
  await filed('62990', { MA_LK: 'W-1', MA_BN: 'W1', HO_TEN: 'Y Thịnh Niê Kđăm', NGAY_SINH: '198703150000', GIOI_TINH: '1', DIEN_THOAI: '0912777888' });
  await filed('62981', { MA_LK: 'W-2', MA_BN: 'W2', HO_TEN: 'Y Thinh Nie Kdam', NGAY_SINH: '198703150000', GIOI_TINH: '1', DIEN_THOAI: '0912777888' });
  await checkAll();
  const [found, ...others] = await cases();
  assert.ok(found);
  assert.equal(others.length, 0);
  assert.notEqual(found.a.person, found.b.person);
  assert.ok(found.reasons.length > 0 && found.probability > 0.5);
  const before = await dump();
  assert.equal((await call('department', 'POST', `/api/person-cases/${found.id}/decision`, { decision: 'join' })).statusCode, 200);
  assert.deepEqual(await cases(), []);
  const person = (await links()).find((one) => one.person === found.a.person || one.person === found.b.person)?.person ?? '';
  const page = (await call('department', 'GET', `/api/people/${person}`)).json<{ visits: unknown[]; sources: unknown[] }>();
  assert.deepEqual([page.visits.length, page.sources.length], [2, 2]);
  const joining = (await call('department', 'GET', `/api/people/${person}/joining`)).json<{ joins: { id: string; kind: string; undone: unknown }[]; identifiers: { kind: string; facilities: unknown[] }[] }>();
  assert.deepEqual([joining.joins.map((one) => one.kind), joining.identifiers.find((one) => one.kind === 'phone')?.facilities.length], [['clerk'], 2]);
  const patient = (await links()).find((one) => one.person === person)?.patient ?? '';
  assert.equal((await within((tx) => search(tx, 'Encounter', `patient=${patient}`))).resources.length, 2, 'a search by one patient sees all');
  assert.equal((await call('department', 'POST', `/api/person-joins/${joining.joins[0]?.id}/undo`, { why: 'hai anh em' })).statusCode, 200);
  assert.deepEqual(await dump(), before);
  assert.equal((await call('department', 'POST', `/api/person-joins/${joining.joins[0]?.id}/undo`, { why: 'hai anh em' })).statusCode, 409);
  const [again] = await cases();
  assert.equal(again?.id, found.id, 'it waits for a decision again');
  await call('department', 'POST', `/api/person-cases/${found.id}/decision`, { decision: 'different', why: 'hai anh em sinh đôi' });
  await call('department', 'POST', '/api/person-cases/recheck', {});
  await checkAll();
  assert.deepEqual(await cases(), []);
  await call('department', 'POST', `/api/person-cases/${found.id}/decision`, { decision: 'reopen' });
  assert.equal((await cases()).length, 1);
  assert.equal((await call('department', 'POST', '/api/person-cases/00000000-0000-4000-8000-000000000000/decision', { decision: 'join' })).statusCode, 404);
});

test('a strong identifier that turns up later joins by itself, unless a clerk has parted the two', async () => {
  await filed('62990', { MA_LK: 'L-1', MA_BN: 'L1', HO_TEN: 'Hồ Văn Lập', NGAY_SINH: '197501020000', GIOI_TINH: '1' });
  await filed('62981', { MA_LK: 'L-2', MA_BN: 'L2', HO_TEN: 'Hồ Văn Lập', NGAY_SINH: '197501020000', GIOI_TINH: '1', SO_CCCD: '062075000333' });
  await filed('62990', { MA_LK: 'L-3', MA_BN: 'L1', HO_TEN: 'Hồ Văn Lập', NGAY_SINH: '197501020000', GIOI_TINH: '1', SO_CCCD: '062075000333' });
  await checkAll();
  const person = async () => (await call('department', 'POST', '/api/people/search', { q: 'ho van lap' })).json<{ items: { id: string; visits: number }[] }>().items;
  const [joined, ...rest] = await person();
  assert.deepEqual([rest.length, joined?.visits], [0, 3]);
  const joining = (await call('department', 'GET', `/api/people/${joined?.id}/joining`)).json<{ joins: { id: string; kind: string }[] }>();
  assert.deepEqual(joining.joins.map((one) => one.kind), ['strong']);
  await call('department', 'POST', `/api/person-joins/${joining.joins[0]?.id}/undo`, { why: 'ghi nhầm số căn cước' });
  await call('department', 'POST', '/api/person-cases/recheck', {});
  await checkAll();
  assert.equal((await person()).length, 2, 'not joined by itself again');
});

test('undoing random joins in any order restores every byte', async () => {
  for (let n = 0; n < 12; n += 1) await filed(n % 2 === 0 ? '62990' : '62981', { MA_LK: `R-${n}`, MA_BN: `R${n}`, HO_TEN: `Người Thứ ${n}`, NGAY_SINH: `19${40 + n}01010000`, SO_CCCD: `0620${String(40 + n)}009${String(100 + n)}`, DIEN_THOAI: `09120000${10 + n}` });
  await checkAll();
  const random = randomOf('joins');
  const before = await dump();
  for (let round = 0; round < 5; round += 1) {
    const patients = (await links()).map((one) => one.patient);
    const made: string[] = [];
    for (let n = 0; n < 10; n += 1) {
      const [a, b] = [patients[random.between(0, patients.length - 1)] ?? '', patients[random.between(0, patients.length - 1)] ?? ''];
      await within((tx) => joinPatients(tx, a, b, 'clerk', 'thử')).then(({ join }) => made.push(join), (error: unknown) => { if (!(error instanceof Fault && error.code === 'person.already-one')) throw error; });
    }
    assert.notDeepEqual(await dump(), before);
    while (made.length > 0) await within((tx) => undoJoin(tx, made.splice(random.between(0, made.length - 1), 1)[0] ?? '', 'thử'));
    assert.deepEqual(await dump(), before);
  }
});
