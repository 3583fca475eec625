import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { byPatient, writeBundle } from '#platform/store';
import { systemPolicy } from '#platform/access';
import type { Tx } from '#platform/db';
import { testDatabase } from '#platform/db/testing';
import { momentInVietnam } from '#platform/time/rules';
import { claimRoom } from '#domains/claim/server';
import { claimFile, facilityPolicy, fileAll, send, testContext, testEdge, visit, type Rows } from '#domains/claim/testing';
import { joinPatients, personRoom, undoJoin } from '#domains/person/server';

const { db, owner } = await testDatabase();
const context = await testContext(db);
const app = await testEdge(context, [claimRoom, personRoom]);
const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.withAccess(systemPolicy('test', 'test'), { action: 'person.join', target: 'person' }, work);
const get = (as: string, url: string) => app.inject({ method: 'GET', url, headers: { 'x-test-as': as } });

interface PastPage {
  readonly id: string; readonly name: string; readonly asOf: string | null; readonly sources: unknown[]; readonly citizenId: string | null;
  readonly visits: { facility: { code: string }; revision: number | null; diagnoses: { code: string }[]; message: unknown; source: { fileName: string | null } | null; papers: unknown[] }[];
}
const page = async (as: string, id: string, asOf?: string): Promise<PastPage> => (await get(as, `/api/people/${id}${asOf === undefined ? '' : `?asOf=${asOf}`}`)).json<PastPage>();
async function filed(facility: string, name: string, ...visits: Rows[]): Promise<void> {
  await send(context, facilityPolicy(facility), claimFile(visits, facility), name);
  await fileAll(context);
}
const someone = (more: Record<string, string>): Record<string, string> => ({ SO_CCCD: '', MA_THE_BHYT: '', DIEN_THOAI: '', NGAY_SINH: '197001010000', GIOI_TINH: '1', ...more });
const row = z.object({ patient: z.string(), person: z.string() });
const link = async (number: string) => (await within((tx) => tx.query('select patient, person from person_patient where patient_number = $1', [number], row)))[0] ?? { patient: '', person: '' };

/** What is written until now was written some days before today. */
async function daysAgo(days: number): Promise<void> {
  const back = `interval '${days} days'`;
  await owner.bookkeeping('test', async (tx) => {
    await tx.run('alter table resource disable trigger user');
    for (const [table, columns] of [['resource', ['updated']], ['resource_history', ['updated', 'replaced']], ['person_patient', ['linked_at']], ['person_join', ['at', 'undone_at']]] as const) {
      if (table === 'resource_history') await tx.run('alter table resource_history disable trigger user');
      await tx.run(`update ${table} set ${columns.map((column) => `${column} = ${column} - ${back}`).join(', ')}`);
    }
    await tx.run('alter table resource enable trigger user');
    await tx.run('alter table resource_history enable trigger user');
  });
}
const dayBefore = (days: number): string => momentInVietnam(Date.now() - days * 86_400_000).replace(/^(\d{4})(\d{2})(\d{2}).*$/, '$1-$2-$3');

test('the past is refused to whom today is refused, and the future to everybody', async () => {
  await filed('62990', 'a.xml', visit('X-1', someone({ MA_BN: 'X1', HO_TEN: 'Hồ Văn Xưa' })));
  const { person } = await link('X1');
  const status = async (as: string, day: string) => (await get(as, `/api/people/${person}?asOf=${day}`)).statusCode;
  assert.deepEqual([await status('', dayBefore(1)), await status('admin', dayBefore(1)), await status('facility 62981', dayBefore(1)), await status('facility 62990', dayBefore(1)), await status('department', dayBefore(0))], [401, 403, 404, 200, 200]);
  for (const day of [dayBefore(-1), '2026-02-30', '1899-12-31', '20260101', 'hôm qua', '9999-12-31']) assert.equal(await status('department', encodeURIComponent(day)), 400, day);
});

test('two versions of a visit, a later visit, a join and its undoing: each day tells what was known then', async () => {
  const who = someone({ MA_BN: 'T1', HO_TEN: 'Siu Hôm Qua', SO_CCCD: '062070000777' });
  await filed('62990', 'dau.xml', visit('T-1', { ...who, MA_BENH_CHINH: 'J20' }));
  await filed('62981', 'khac.xml', visit('U-1', someone({ MA_BN: 'U1', HO_TEN: 'Siu Khác', MA_CSKCB: '62981', NGAY_VAO: '202608010800' })));
  const [mine, other] = [await link('T1'), await link('U1')];
  const { join } = await within((tx) => joinPatients(tx, mine.patient, other.patient, 'clerk', 'thử nối'));
  await daysAgo(10);
  await within((tx) => undoJoin(tx, join, 'nối nhầm'));
  await filed('62990', 'sua.xml', visit('T-1', { ...who, MA_BENH_CHINH: 'K29.7', HO_TEN: 'Siu Hôm Nay' }));
  await filed('62990', 'sau.xml', visit('T-2', { ...who, HO_TEN: 'Siu Hôm Nay', NGAY_VAO: '202610010800', NGAY_RA: '202610010900' }));
  await daysAgo(5);

  const told = (one: PastPage) => [one.name, one.sources.length, one.visits.map((each) => [each.facility.code, each.diagnoses[0]?.code, each.revision, each.source?.fileName])];
  const now = await page('department', mine.person);
  assert.equal(now.asOf, null);
  assert.deepEqual(told(now)[0], 'Siu Hôm Nay');
  assert.equal(now.visits.length, 2);
  assert.deepEqual(told(await page('department', mine.person, dayBefore(2))), told(now), 'nothing has happened since');
  assert.deepEqual(told(await page('department', mine.person, dayBefore(8))), ['Siu Hôm Qua', 2, [['62990', 'J20', 1, 'dau.xml'], ['62981', 'K29.7', 1, 'khac.xml']]], 'the first version, and whom a join in force then held');
  assert.deepEqual(told(await page('facility 62990', mine.person, dayBefore(8))), ['Siu Hôm Qua', 1, [['62990', 'J20', 1, 'dau.xml']]], 'a wrong join opens nobody else’s record again');
  const before = await page('department', mine.person, dayBefore(30));
  assert.deepEqual([before.visits, before.sources, before.citizenId], [[], [], null]);
  assert.equal((await get('department', `/api/people/${mine.person}?asOf=${dayBefore(8)}&limit=1`)).json<{ more: boolean; visits: unknown[] }>().more, true);
});

test('what is hidden today was hidden then', async () => {
  await filed('62990', 'kin.xml', visit('H-1', someone({ MA_BN: 'H1', HO_TEN: 'Nay Kín', MA_BENH_KT: 'Z21' })), visit('H-2', someone({ MA_BN: 'H1', HO_TEN: 'Nay Kín', NGAY_VAO: '202609010800' })));
  await filed('62990', 'kin.xml', visit('H-4', someone({ MA_BN: 'H4', HO_TEN: 'Nay Chỉ Kín', MA_BENH_KT: 'Z21' })));
  const { person } = await link('H1');
  await daysAgo(3);
  const seen = async (as: string) => (await page(as, person, dayBefore(1))).visits.map((one) => one.diagnoses.length);
  assert.deepEqual([(await seen('department')).length, (await seen('facility 62990')).length], [1, 2]);
  const alone = await link('H4');
  assert.deepEqual(await Promise.all(['department', 'facility 62990'].map(async (as) => (await get(as, `/api/people/${alone.person}?asOf=${dayBefore(1)}`)).statusCode)), [404, 200]);
  // Recognised as sensitive only since: hidden in the past too.
  await filed('62990', 'kin.xml', visit('H-3', someone({ MA_BN: 'H3', HO_TEN: 'Nay Sau' })));
  const later = await link('H3');
  await daysAgo(2);
  const shown = async () => (await page('department', later.person, dayBefore(1))).visits.length;
  assert.equal(await shown(), 1);
  await within(async (tx) => {
    const [encounter] = await byPatient(tx, later.patient, ['Encounter']);
    await writeBundle(tx, [{ resource: { ...encounter?.resource, resourceType: 'Encounter', id: encounter?.id ?? '' }, labels: ['HIV'] }]);
  });
  assert.equal(await shown(), 0);
});

test('the address of an absorbed person leads to who has the patient now, until the join is undone', async () => {
  await filed('62990', 'm.xml', visit('M-1', someone({ MA_BN: 'M1', HO_TEN: 'Lý Một' })), visit('M-2', someone({ MA_BN: 'M2', HO_TEN: 'Lý Hai' })));
  const [first, second] = [await link('M1'), await link('M2')];
  const { join, person } = await within((tx) => joinPatients(tx, first.patient, second.patient, 'clerk', 'cùng một người'));
  const absorbed = person === first.person ? second.person : first.person;
  const moved = await get('department', `/api/people/${absorbed}?limit=7`);
  assert.deepEqual([moved.statusCode, moved.headers['location']], [307, `/api/people/${person}?limit=7&offset=0`]);
  assert.deepEqual([(await get('facility 62981', `/api/people/${absorbed}`)).statusCode, (await get('', `/api/people/${absorbed}`)).statusCode], [404, 401], 'who may not see the one learns nothing of the other');
  await within((tx) => undoJoin(tx, join, 'thử'));
  assert.equal((await get('department', `/api/people/${absorbed}`)).statusCode, 200);
});

test('a visit that turned out to be somebody else’s is not shown again to those who did not make it', async () => {
  const who = someone({ HO_TEN: 'Lò Thị Một', SO_CCCD: '062070000778', NGAY_SINH: '197002030000' });
  await filed('62990', 'v1.xml', visit('V-1', { ...who, MA_BN: 'V1' }));
  await filed('62981', 'v2.xml', visit('V-2', { ...who, MA_BN: 'V2', MA_CSKCB: '62981', NGAY_VAO: '202608010800' }));
  const { person } = await link('V2');
  await daysAgo(5);
  await filed('62990', 'v1.xml', visit('V-1', { ...who, MA_BN: 'V3', HO_TEN: 'Lò Thị Hai', SO_CCCD: '' }));
  assert.notEqual((await link('V3')).person, person);
  const seen = async (as: string) => (await page(as, person, dayBefore(2))).visits.map((one) => one.facility.code);
  assert.deepEqual([await seen('facility 62981'), await seen('facility 62990'), await seen('department')], [['62981'], ['62990', '62981'], ['62990', '62981']]);
});
