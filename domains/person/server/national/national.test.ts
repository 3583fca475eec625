import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { z } from 'zod';
import { testDatabase } from '#platform/db/testing';
import { claimRoom } from '#domains/claim/server';
import { claimFile, count, facilityPolicy, fileAll, send, testContext, testEdge, visit } from '#domains/claim/testing';
import { personRoom } from '#domains/person/server';

const { db } = await testDatabase();
const context = await testContext(db);
const app = await testEdge(context, [claimRoom, personRoom]);
const NOBODY = '00000000-0000-4000-8000-000000000000';
const call = (as: string, method: 'GET' | 'POST', url: string, payload?: object | string) => app.inject({
  method, url: `/api/person-national${url}`, headers: { 'x-test-as': as, 'x-yteso': '1', ...(typeof payload === 'string' && { 'content-type': 'application/octet-stream' }) }, ...(payload !== undefined && { payload }),
});
const received = z.object({ lines: z.number(), applied: z.number(), same: z.number(), bad: z.number(), problems: z.array(z.object({ line: z.number(), message: z.string() })) });
const stateShape = z.object({ counts: z.array(z.object({ state: z.string(), count: z.number() })), batches: z.array(z.object({ id: z.string(), lines: z.number(), answered: z.number() })) });
const overview = async () => stateShape.parse((await call('department', 'GET', '')).json());
const counts = async () => Object.fromEntries((await overview()).counts.filter((one) => one.count > 0).map((one) => [one.state, one.count]));
const importing = async (lines: readonly string[], header = 'MA_DONG,KET_QUA,TRUONG_SAI') => received.parse((await call('department', 'POST', '/results', `\uFEFF${[header, ...lines].join('\r\n')}\r\n`)).json());
const dump = () => db.bookkeeping('test', async (tx) => JSON.stringify(await tx.query("select n.patient, n.state, n.differs, n.at::text as at from person_national n order by 1", [], z.unknown()))
  + JSON.stringify(await tx.query('select s.line, s.outcome, s.differs, s.answered_at::text as at from person_national_line s order by 1', [], z.unknown())));

async function filed(number: string, more: Record<string, string> = {}): Promise<void> {
  await send(context, facilityPolicy('62990'), claimFile([visit(`Q-${number}-${randomUUID().slice(0, 6)}`, {
    MA_BN: `Q${number}`, HO_TEN: `Siu ${number}`, SO_CCCD: `0620650002${number}`, MA_THE_BHYT: '', DIEN_THOAI: '', NGAY_SINH: '196503120000', GIOI_TINH: '1', ...more,
  })], '62990'));
  await fileAll(context);
}
/** Lines of a batch's file: id by the last two digits of the number. */
async function linesOf(batch: string): Promise<Map<string, string>> {
  const text = (await call('department', 'GET', `/batches/${batch}/file`)).body;
  assert.ok(text.startsWith('\uFEFFMA_DONG,SO_DINH_DANH,HO_TEN,NGAY_SINH,GIOI_TINH\r\n'));
  return new Map(text.split('\r\n').slice(1, -1).map((line) => [line.split(',')[1]?.slice(-2) ?? '', line.split(',')[0] ?? '']));
}
const newBatch = async (unanswered = false) => z.object({ id: z.string(), lines: z.number() }).parse((await call('department', 'POST', '/batches', { unanswered })).json());

test('the comparison is the department’s: everybody else is refused', async () => {
  for (const [method, url, body] of [['GET', ''], ['GET', '/differing'], ['POST', '/batches', {}], ['GET', `/batches/${NOBODY}/file`], ['POST', `/batches/${NOBODY}/exchange`, {}], ['POST', '/results', 'x'], ['POST', '/patients/p/confirm', { why: 'đúng rồi' }]] as const) {
    assert.deepEqual([(await call('', method, url, body)).statusCode, (await call('facility 62990', method, url, body)).statusCode, (await call('admin', method, url, body)).statusCode], [401, 403, 403], url);
  }
  assert.equal((await call('department', 'POST', '/batches', {})).statusCode, 409, 'nobody waits');
  assert.equal((await call('department', 'GET', `/batches/${NOBODY}/file`)).statusCode, 404);
});

test('a file out holds everybody with a number but newborns, once, and is the same whenever it is fetched', async () => {
  for (const number of ['11', '12', '13', '14', '15']) await filed(number, { HO_TEN: `Siu, "${number}"` });
  await filed('16', { SO_CCCD: '' });
  await filed('17', { NGAY_SINH: '202609130410', MA_DOITUONG_KCB: '1.7' });
  assert.deepEqual(await counts(), { unverified: 5 });
  const batch = await newBatch();
  assert.equal(batch.lines, 5);
  assert.deepEqual(await counts(), { sent: 5 });
  const file = await call('department', 'GET', `/batches/${batch.id}/file`);
  assert.match(String(file.headers['content-disposition']), /^attachment; filename="doi-chieu-dan-cu-\d{8}-\d+\.csv"$/);
  assert.match(file.body, /,062065000211,"Siu, ""11""",12\/03\/1965,Nam\r\n/);
  assert.equal((await call('department', 'GET', `/batches/${batch.id}/file`)).body, file.body);
  for (const name of ['Siu', '062065']) assert.ok(file.body.split('\r\n').slice(1, -1).every((line) => !line.split(',')[0]?.includes(name)), 'the line’s name tells nothing');
  assert.equal((await call('department', 'POST', '/batches', {})).statusCode, 409, 'nobody is sent twice');
  const again = await newBatch(true);
  assert.deepEqual(await linesOf(again.id), await linesOf(batch.id), 'unanswered lines keep their names');
});

test('an answer: good lines count, bad ones are told with their number, the same file again changes nothing', async () => {
  const [latest] = (await overview()).batches;
  const lines = await linesOf(latest?.id ?? '');
  const line = (number: string): string => lines.get(number) ?? '';
  const answer = [`${line('11')},KHOP,`, `${line('12')},SAI,HO_TEN|NGAY_SINH`, '', `${line('13')},KHONG_CO,`, `${line('14')},SAI,`, `${randomUUID()},KHOP,`, `${line('11')},SAI,HO_TEN`, 'x;y', `${line('14')},SAI,QUE_QUAN`];
  const first = await importing(answer);
  assert.deepEqual([first.lines, first.applied, first.same, first.bad], [8, 3, 0, 5]);
  assert.deepEqual(first.problems.map((one) => [one.line, one.message.slice(0, 24)]), [
    [6, 'KET_QUA là SAI mà TRUONG'], [7, 'không có mã dòng này tro'], [8, 'dòng này đã có kết quả k'], [9, 'dòng có 1 cột, bố cục cầ'], [10, 'TRUONG_SAI có “QUE_QUAN”'],
  ]);
  assert.deepEqual(await counts(), { sent: 2, matched: 1, differs: 2 });
  const before = await dump();
  const second = await importing(answer);
  assert.deepEqual([second.applied, second.same, second.bad], [0, 3, 5]);
  assert.equal(await dump(), before);
  assert.deepEqual((await overview()).batches.map((one) => one.answered), [3, 3]);
  for (const [body, code] of [['MA_DONG,KET_QUA\r\n', 'person.national-header'], ['', 'person.national-header'], [Buffer.from([0xff, 0xfe, 0x41]), 'person.national-encoding']] as const) {
    const refused = await app.inject({ method: 'POST', url: '/api/person-national/results', headers: { 'x-test-as': 'department', 'x-yteso': '1', 'content-type': 'application/octet-stream' }, payload: body });
    assert.equal(refused.json<{ error: { code: string } }>().error.code, code);
  }
  assert.equal((await importing([`${line('15')};KHOP;`], 'MA_DONG;KET_QUA;TRUONG_SAI')).applied, 1, 'as a program for tables writes it');
  assert.ok(await count(context, "audit_event where action = 'person-national.receive'") >= 3);
});

test('another description is compared anew; what differed is corrected; a clerk confirms and takes it back', async () => {
  const differing = async () => (await call('department', 'GET', '/differing')).json<{ items: { name: string; patient: string; person: string; state: string; differs: string[] }[] }>().items;
  assert.deepEqual((await differing()).map((one) => [one.name.slice(-3, -1), one.state, one.differs.join()]).sort(), [['12', 'differs', 'name,born'], ['13', 'differs', 'citizenId']]);
  await filed('12', { HO_TEN: 'Siu Mười Hai', NGAY_VAO: '202611010800' });
  await filed('11', { HO_TEN: 'Siu Mười Một', NGAY_VAO: '202611010800' });
  await filed('14', { HO_TEN: 'Siu Mười Bốn', NGAY_VAO: '202611010800' });
  assert.deepEqual(await counts(), { unverified: 2, corrected: 1, matched: 1, differs: 1 });
  const old = await linesOf((await overview()).batches[0]?.id ?? '');
  assert.match((await importing([`${old.get('14')},KHOP,`])).problems[0]?.message ?? '', /mô tả mới hơn/);
  const batch = await newBatch();
  assert.equal(batch.lines, 3);
  const lines = await linesOf(batch.id);
  assert.notEqual(lines.get('12'), old.get('12'));
  await importing([...lines.values()].map((line) => `${line},KHOP,`));
  assert.deepEqual(await counts(), { matched: 3, verified: 1, differs: 1 });

  const [left] = await differing();
  assert.ok(left);
  const page = async () => (await app.inject({ method: 'GET', url: `/api/people/${left.person}`, headers: { 'x-test-as': 'facility 62990' } })).json<{ national: { state: string; differs: string[]; why: string | null } | null }>().national;
  assert.deepEqual([(await page())?.state, (await page())?.differs], ['differs', ['citizenId']]);
  const say = (event: string, why?: string) => call('department', 'POST', `/patients/${left.patient}/${event}`, why === undefined ? {} : { why });
  assert.deepEqual([(await say('confirm')).statusCode, (await say('withdraw')).statusCode, (await say('confirm', 'đã xem thẻ căn cước')).statusCode, (await say('confirm', 'đã xem thẻ căn cước')).statusCode], [400, 409, 200, 409]);
  assert.deepEqual([(await page())?.state, (await page())?.why], ['verified', 'đã xem thẻ căn cước']);
  assert.equal((await say('withdraw')).statusCode, 200);
  assert.deepEqual(await counts(), { unverified: 1, matched: 3, verified: 1 });
  assert.equal((await call('department', 'POST', '/patients/khong-co/confirm', { why: 'đúng rồi' })).statusCode, 404);
});
