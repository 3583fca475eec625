import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { z } from 'zod';
import { ANONYMOUS } from '#platform/access';
import { testDatabase } from '#platform/db/testing';
import { ADMIN, DEPARTMENT, clerkOf, testContext, testEdge } from '#platform/room/testing';
import { writeCsv, writeSheet } from '#platform/sheet';
import { exchangeRoom } from '../room.ts';
import { fixtureDay } from './fixture-day.ts';

const { db } = await testDatabase();
const context = await testContext(db, 'demonstration');
const edge = await testEdge(context, [exchangeRoom]);
const CLERK = clerkOf('62990');
const DAY = '/api/exchange-days/62990/bhxh/2026-11-20';
const { owe, set } = fixtureDay(db);
const dayShape = z.object({
  own: z.boolean(), unexplained: z.number(), totals: z.object({ source: z.number().nullable(), ours: z.number(), receiver: z.number().nullable() }),
  lines: z.array(z.object({ key: z.string(), cause: z.string(), mark: z.string(), explained: z.string().nullable(), message: z.string().nullable(), field: z.string().nullable() })), causes: z.array(z.object({ cause: z.string(), count: z.number() })),
  explanations: z.array(z.object({ id: z.string(), key: z.string() })),
  closed: z.object({ number: z.number(), hasPaper: z.boolean(), changed: z.boolean().nullable() }).nullable(), closings: z.array(z.object({ number: z.number(), reason: z.string().nullable() })),
});
const look = async (as = CLERK) => dayShape.parse((await edge.call(as, 'GET', DAY)).json);
const told = (day: z.output<typeof dayShape>) => day.lines.map((line) => `${line.key} ${line.cause}`);
const LIST = '/api/receiver-lists?destination=bhxh&from=2026-11-20&to=2026-11-20';
const took = z.object({ isNew: z.boolean(), visits: z.number(), foreign: z.number(), problems: z.number(), did: z.object({ settled: z.number(), strangers: z.number(), absent: z.number(), older: z.number() }).nullable() });
const HEAD = ['STT', 'Mã liên kết', 'Mã CSKCB', 'Mã giao dịch', 'Thời gian tiếp nhận', 'Trạng thái', 'Mã lỗi', 'Bảng', 'Trường', 'Mô tả lỗi'];
const line = (maLk: string, more: Partial<Record<number, string>> = {}) => Object.assign(['1', maLk, '62990', `R-${maLk}`, '20/11/2026 21:00:00', 'Đã tiếp nhận', '', '', '', ''], more);
const csv = (...rows: string[][]) => Buffer.from(writeCsv([['Danh sách tiếp nhận'], HEAD, ...rows]), 'utf8');

test('who has no business with a facility’s day is refused before anything is looked at', async () => {
  const asks = [['GET', DAY], ['GET', '/api/exchange-days?facility=62990'], ['PUT', `${DAY}/source`, { count: 1 }], ['POST', `${DAY}/explanations`, { lines: [{ key: 'A', mark: 'x' }], reason: 'vì thế' }], ['DELETE', `${DAY}/explanations/00000000-0000-4000-8000-000000000000`],
    ['POST', `${DAY}/close`, {}], ['POST', `${DAY}/reopen`, { reason: 'vì thế đó' }], ['GET', `${DAY}/papers/1`], ['GET', '/api/receiver-lists'], ['POST', LIST, csv()], ['POST', LIST.replace('?', '/preview?'), csv()], ['GET', '/api/exchange-days/survey']] as const;
  for (const [method, url, body] of asks) {
    assert.equal((await edge.call(ANONYMOUS, method, url, body)).fault, 'access.not-signed-in', `${method} ${url}`);
    assert.equal((await edge.call(ADMIN, method, url, body)).fault, 'access.refused', `${method} ${url}`);
    if (!url.startsWith('/api/receiver-lists')) assert.equal((await edge.call(clerkOf('62981'), method, url, body)).fault, 'access.refused', `${method} ${url}`);
  }
  for (const [method, url, body] of [asks[2], asks[3], asks[4], asks[5], asks[6], asks[7]]) assert.equal((await edge.call(DEPARTMENT, method, url, body)).fault, 'access.refused', `department ${method} ${url}`);
  assert.equal((await edge.call(clerkOf('62981'), 'POST', `${LIST}&facility=62990`, csv())).fault, 'access.refused');
});

test('a list is understood line by line before anything is written; what is another’s is only counted', async () => {
  await owe(['62990260000010', '62990260000011', '62990260000012', '62990260000013']);
  await set('62990260000010', 'received'); await set('62990260000011', 'unknown'); await set('62990260000012', 'unknown'); await set('62990260000013', 'received');
  const rows = [line('62990260000010'), line('62990260000011', { 5: 'Lỗi', 6: 'E12', 7: 'XML1', 8: 'MA_BENH_CHINH', 9: 'Mã bệnh không có' }), line('62990260000013'), line('LA-1'), line('KHAC', { 2: '62981' }), line('X1', { 5: 'lạ lắm' }), line('')];
  const preview = await edge.call(CLERK, 'POST', LIST.replace('?', '/preview?'), csv(...rows));
  const shape = z.object({ foreign: z.number(), counts: z.object({ lines: z.number(), problems: z.number(), accepted: z.number(), rejected: z.number(), strangers: z.number().nullable() }), problems: z.array(z.object({ line: z.number(), what: z.string() })), columns: z.array(z.object({ heading: z.string(), field: z.string().nullable() })) });
  const seen = shape.parse(preview.json);
  assert.deepEqual([seen.foreign, seen.counts.lines, seen.counts.accepted, seen.counts.rejected, seen.counts.strangers, seen.counts.problems], [1, 4, 3, 1, 1, 2]);
  assert.match(seen.problems[0]?.what ?? '', /Không hiểu trạng thái “lạ lắm”/);
  assert.deepEqual((await look()).totals.receiver, null, 'a preview writes nothing');
  assert.equal((await edge.call(CLERK, 'POST', LIST, Buffer.from('a;b\n1;2'))).fault, 'receiver-list.unreadable');
  const taken = took.parse((await edge.call(CLERK, 'POST', LIST, csv(...rows))).json);
  assert.deepEqual(taken, { isNew: true, visits: 4, foreign: 1, problems: 2, did: { settled: 3, strangers: 1, absent: 1, older: 0 } });
  assert.deepEqual(took.parse((await edge.call(CLERK, 'POST', LIST, csv(...rows))).json).isNew, false, 'the same file twice changes nothing');
  // The department is told nothing that depends on visits that it may not see.
  assert.equal(took.parse((await edge.call(DEPARTMENT, 'POST', '/api/receiver-lists?destination=bhxh', writeSheet([HEAD, line('62990260000010')]))).json).did, null);
});

test('the day shows what differs, where and what to do; others see no more than they may', async () => {
  const day = await look();
  assert.deepEqual(told(day), ['62990260000011 rejected', '62990260000012 unknown-absent', 'LA-1 stranger', '#count count-missing']);
  assert.equal(day.lines[0]?.field, 'XML1.MA_BENH_CHINH');
  const others = await look(DEPARTMENT);
  assert.deepEqual([others.own, told(others), others.totals], [false, ['62990260000011 rejected', '62990260000012 unknown-absent'], { source: null, ours: 4, receiver: 3 }]);
  assert.equal((await edge.call(CLERK, 'PUT', `${DAY}/source`, { count: 6 })).status, 200);
  assert.deepEqual(told(await look()).at(-1), '#count count-short');
  assert.equal((await edge.call(CLERK, 'PUT', `${DAY}/source`, { count: 5 })).status, 200);
  assert.deepEqual(told(await look()).length, 3);
  assert.equal((await edge.call(CLERK, 'POST', `${DAY}/close`, {})).fault, 'exchange-day.unexplained');
});

test('papers of the day count as no visits, leave no gaps, and wait for no list', async () => {
  const papers = '/api/exchange-days/62984/bhxh/2026-11-20';
  const clerk = clerkOf('62984');
  await owe(Array.from({ length: 12 }, (_, at) => `GBT/${100 + at * 2}`), { kind: 'death-notice', event: 'visit.closed', facility: '62984' });
  await owe(['CT07/1'], { kind: 'paper', facility: '62984' });
  await db.bookkeeping('test', (tx) => tx.run("update exchange_message set state = case when ma_lk = 'CT07/1' then 'unknown' else 'received' end, receipt = 'R', received_at = now() - interval '3 days' where facility = '62984'"));
  assert.equal((await edge.call(clerk, 'PUT', `${papers}/source`, { count: 0 })).status, 200);
  const day = dayShape.parse((await edge.call(clerk, 'GET', papers)).json);
  assert.deepEqual([told(day), day.totals, day.unexplained], [['CT07/1 unknown'], { source: 0, ours: 0, receiver: null }, 1]);
  const days = z.object({ items: z.array(z.object({ visits: z.number(), pending: z.number() })) }).parse((await edge.call(clerk, 'GET', '/api/exchange-days?facility=62984')).json).items;
  assert.deepEqual(days, [{ visits: 0, pending: 1 }]);
  await db.bookkeeping('test', (tx) => tx.run("delete from exchange_message where facility = '62984'"));
});

test('whoever may not see a visit learns nothing of it from a list or a day', async () => {
  const before = [await look(DEPARTMENT), (await edge.call(DEPARTMENT, 'GET', '/api/exchange-days?facility=62990')).json];
  await owe(['62990260000020'], { labels: ['HIV'] });
  await set('62990260000020', 'unknown');
  const list = (maLk: string) => writeSheet([HEAD, line(maLk), line('62990260000010')]);
  const taken = await Promise.all(['62990260000020', '62990260000021'].map(async (maLk) => (await edge.call(DEPARTMENT, 'POST', '/api/receiver-lists?destination=bhxh&facility=62990', list(maLk))).json));
  assert.deepEqual(taken[0], taken[1], 'one that is hidden and one that is not there');
  assert.deepEqual([await look(DEPARTMENT), (await edge.call(DEPARTMENT, 'GET', '/api/exchange-days?facility=62990')).json], before);
  assert.deepEqual((await look()).causes.find((one) => one.cause === 'accepted')?.count, 3, 'its own clerk sees it accepted');
  await db.bookkeeping('test', async (tx) => { await tx.run(`delete from exchange_listed where ma_lk in ('62990260000020', '62990260000021')`); await tx.run(`delete from exchange_message where ma_lk = '62990260000020'`); });
});

test('a person explains with a reason and takes it back; a difference that changed is not explained', async () => {
  const { lines } = await look();
  const ask = (list: { key: string; mark: string }[]) => edge.call(CLERK, 'POST', `${DAY}/explanations`, { lines: list, reason: 'Đã gọi cho cơ quan BHXH' });
  assert.equal((await ask([{ key: '62990260000012', mark: 'unknown:dossier:1' }])).fault, 'exchange-day.difference-gone');
  assert.equal((await ask(lines.map(({ key, mark }) => ({ key, mark })))).status, 200);
  const explained = await look();
  assert.deepEqual([explained.unexplained, explained.explanations.length], [0, 3]);
  assert.equal((await edge.call(CLERK, 'DELETE', `${DAY}/explanations/${explained.explanations[0]?.id ?? ''}`)).status, 200);
  assert.equal((await look()).unexplained, 1);
  assert.equal((await ask(lines.slice(0, 3).map(({ key, mark }) => ({ key, mark })))).status, 200);
});

const paper = async (number: number) => edge.app.inject({ method: 'GET', url: `${DAY}/papers/${number}`, headers: { 'x-yteso': '1' } });

test('closed once by two at the same time, printed, signed; what comes later is said; reopened with a reason that stands on the next paper', async () => {
  const [one, two] = await Promise.all([edge.call(CLERK, 'POST', `${DAY}/close`, {}), edge.call(CLERK, 'POST', `${DAY}/close`, {})]);
  assert.deepEqual([one.status, two.status], [200, 200]);
  const hash = z.object({ hash: z.string(), number: z.number() });
  assert.deepEqual(hash.parse(one.json), hash.parse(two.json));
  assert.equal(await db.bookkeeping('test', async (tx) => (await tx.query('select id from exchange_closing', [], z.object({ id: z.string() }))).length), 1);
  assert.deepEqual((await look()).closed, { number: 1, hasPaper: true, changed: false });
  assert.equal((await look(DEPARTMENT)).closed?.changed, null);
  await edge.call(CLERK, 'GET', DAY);
  const pdf = (await paper(1)).rawPayload;
  assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
  assert.match(signatures(pdf), /Signature is Valid/);
  assert.equal((await edge.call(CLERK, 'DELETE', `${DAY}/explanations/${(await look()).explanations[0]?.id ?? ''}`)).fault, 'exchange-day.closed');
  await owe(['62990260000014']);
  assert.deepEqual((await look()).closed, { number: 1, hasPaper: true, changed: true });
  assert.equal((await edge.call(CLERK, 'POST', `${DAY}/reopen`, { reason: 'x' })).fault, 'request.invalid');
  assert.equal((await edge.call(CLERK, 'POST', `${DAY}/reopen`, { reason: 'Có một hồ sơ nộp muộn' })).status, 200);
  assert.equal((await edge.call(CLERK, 'POST', `${DAY}/reopen`, { reason: 'Có một hồ sơ nộp muộn' })).fault, 'exchange-day.not-closed');
  await edge.call(CLERK, 'PUT', `${DAY}/source`, { count: 6 });
  await set('62990260000014', 'accepted');
  assert.equal((await edge.call(CLERK, 'POST', `${DAY}/close`, {})).status, 200);
  const again = await look();
  assert.deepEqual([again.closed, again.closings.map((closing) => closing.reason)], [{ number: 2, hasPaper: true, changed: false }, ['Có một hồ sơ nộp muộn', null]]);
  await edge.call(CLERK, 'GET', DAY);
  const second = (await paper(2)).rawPayload;
  assert.match(textOf(second), /Có một hồ sơ nộp\s+muộn/);
  assert.match(textOf(second), /Đã gọi cho cơ quan BHXH/);
});

test('the department sees who is open since when, the oldest first', async () => {
  await owe(['C1'], { facility: '62981', dueFrom: '202611181000' });
  await owe(['C2', 'C3'], { facility: '51001', dueFrom: '202611191000' });
  const survey = z.object({ items: z.array(z.object({ facility: z.object({ code: z.string() }), destination: z.string(), since: z.string(), open: z.number(), pending: z.number() })) }).parse((await edge.call(DEPARTMENT, 'GET', '/api/exchange-days/survey')).json);
  assert.deepEqual(survey.items.map((one) => `${one.facility.code} ${one.destination} ${one.since} ${one.open} ${one.pending}`), ['62981 bhxh 2026-11-18 1 1', '51001 bhxh 2026-11-19 1 2']);
  assert.equal((await edge.call(CLERK, 'GET', '/api/exchange-days/survey')).fault, 'access.refused');
});

function withFile<T>(pdf: Buffer, work: (path: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'yteso-paper-'));
  try {
    writeFileSync(join(folder, 'a.pdf'), pdf);
    return work(join(folder, 'a.pdf'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
const signatures = (pdf: Buffer): string => withFile(pdf, (path) => execFileSync('pdfsig', ['-nocert', path], { encoding: 'utf8' }));
const textOf = (pdf: Buffer): string => withFile(pdf, (path) => execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' }));
