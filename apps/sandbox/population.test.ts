import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { z } from 'zod';
import { testDatabase } from '#platform/db/testing';
import { claimRoom } from '#domains/claim/server';
import { claimFile, facilityPolicy, fileAll, send, testContext, testEdge, visit } from '#domains/claim/testing';
import { connectNational, nationalOver, personRoom } from '#domains/person/server';
import { startSandbox } from './index.ts';
import { NUMBERS, Population, WrongListError } from './population.ts';

const HEADER = 'MA_DONG,SO_DINH_DANH,HO_TEN,NGAY_SINH,GIOI_TINH';
const bytes = (lines: readonly string[], header = HEADER, mark = '\uFEFF'): Buffer => Buffer.from(`${mark}${[header, ...lines].join('\r\n')}\r\n`);

test('the README lists every number that is answered otherwise', () => {
  const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
  for (const [ending, answer] of Object.entries(NUMBERS)) assert.ok(readme.includes(`| \`${ending}\` | ${answer} |`), ending);
});

test('a list that is not to the letter is refused with the reason', () => {
  const line = `${randomUUID()},062165000111,Lê Ân,12/03/1965,Nữ`;
  const population = new Population();
  assert.match(population.answer(bytes([line])), /,KHOP,\r\n$/);
  for (const [file, words] of [
    [bytes([line], HEADER, ''), /BOM/], [bytes([line], HEADER.toLowerCase()), /Dòng 1/], [bytes([line, line]), /Dòng 3: MA_DONG lặp/], [bytes([line.replace('062165000111', '62165000111')]), /SO_DINH_DANH/],
    [bytes([line.replace('12/03/1965', '19650312')]), /NGAY_SINH/], [bytes([line.replace('Nữ', '2')]), /GIOI_TINH/], [bytes([`${line},x`]), /6 cột/], [bytes([line.replace('Lê Ân', '"Lê')]), /không phải CSV/], [Buffer.from('abc'), /BOM/],
  ] as const) assert.throws(() => population.answer(file), (error: unknown) => error instanceof WrongListError && words.test(error.message), String(words));
});

test('from the record to the population database and back, over the line: every outcome, then a correction', async () => {
  const { db } = await testDatabase();
  const context = await testContext(db);
  const app = await testEdge(context, [claimRoom, personRoom]);
  const sandbox = await startSandbox();
  after(() => sandbox.close());
  const call = async (method: 'GET' | 'POST', url: string, payload?: object): Promise<unknown> => (await app.inject({ method, url, headers: { 'x-test-as': 'department', 'x-yteso': '1' }, ...(payload && { payload }) })).json();
  const filed = async (more: Record<string, string>): Promise<void> => {
    await send(context, facilityPolicy('62990'), claimFile([visit(more['MA_LK'] ?? '', { MA_THE_BHYT: '', DIEN_THOAI: '', NGAY_SINH: '196503120000', GIOI_TINH: '1', ...more })], '62990'));
    await fileAll(context);
  };
  for (const ending of ['00', ...Object.keys(NUMBERS)]) await filed({ MA_LK: `DC-${ending}`, MA_BN: `DC${ending}`, HO_TEN: `Rơ Châm ${ending}`, SO_CCCD: `0620650001${ending}` });
  const stateShape = z.object({ counts: z.array(z.object({ state: z.string(), count: z.number() })), connected: z.boolean() });
  const counts = async () => Object.fromEntries(stateShape.parse(await call('GET', '/api/person-national')).counts.filter((one) => one.count > 0).map((one) => [one.state, one.count]));
  const made = z.object({ id: z.string(), lines: z.number() });
  const received = z.object({ lines: z.number(), applied: z.number(), same: z.number(), bad: z.number(), problems: z.array(z.object({ line: z.number(), message: z.string() })) });
  assert.deepEqual(await counts(), { unverified: 8 });
  const batch = made.parse(await call('POST', '/api/person-national/batches', {}));
  assert.deepEqual(await counts(), { sent: 8 });
  assert.match(JSON.stringify(await call('POST', `/api/person-national/batches/${batch.id}/exchange`, {})), /person.national-unconnected/);
  connectNational(context, nationalOver(`${sandbox.url}/dan-cu/doi-chieu`));
  const first = received.parse(await call('POST', `/api/person-national/batches/${batch.id}/exchange`, {}));
  assert.deepEqual([first.lines, first.applied, first.bad, /CHO/.test(first.problems[0]?.message ?? '')], [7, 6, 1, true]);
  assert.deepEqual(await counts(), { sent: 2, matched: 1, differs: 5 });
  await filed({ MA_LK: 'DC-01b', MA_BN: 'DC01', HO_TEN: 'Rơ Châm Ơn', SO_CCCD: '062065000101', NGAY_VAO: '202611010800' });
  assert.deepEqual(await counts(), { sent: 2, matched: 1, differs: 4, corrected: 1 });
  const again = made.parse(await call('POST', '/api/person-national/batches', {}));
  assert.equal(again.lines, 1);
  await call('POST', `/api/person-national/batches/${again.id}/exchange`, {});
  assert.deepEqual(await counts(), { sent: 2, matched: 1, differs: 4, verified: 1 });
});
