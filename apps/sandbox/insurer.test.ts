import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { after, test } from 'node:test';
import { z } from 'zod';
import { ANONYMOUS } from '#platform/access';
import { catalogueRoom, catalogues } from '#platform/catalogue/server';
import { testDatabase } from '#platform/db/testing';
import { exchangeRoom, messagesOf, oweMessages, startWithMode } from '#platform/exchange/server';
import type { Owed } from '#platform/exchange/server';
import { ADMIN, DEPARTMENT, clerkOf, testContext, testEdge } from '#platform/room/testing';
import { connectInsurer, insurerRoom, passwordHashOf } from '#domains/claim/insurer';
import { startSandbox } from './index.ts';

const { db } = await testDatabase();
const context = await testContext(db, 'demonstration');
const sandbox = await startSandbox({ lateSeconds: 2 });
after(() => sandbox.close());
await catalogueRoom.prepare?.(context, () => {});
const accountOf = (facility: string) => {
  const username = `${facility}_BV`;
  const password = facility === '99009' ? 'mật khẩu sai' : facility === '99008' ? undefined : sandbox.passwordOf(username);
  return Promise.resolve(password === undefined ? undefined : { username, passwordHash: passwordHashOf(password) });
};
connectInsurer(context, { baseUrl: sandbox.url, accountOf, perSecond: 2000, parallel: 4, patience: 0.7 });
const edge = await testEdge(context, [exchangeRoom, insurerRoom(() => { throw new Error('not asked here'); })]);
for (const job of exchangeRoom.jobs?.(context) ?? []) context.jobs.add(job);
context.jobs.start();
after(() => context.jobs.stop());

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');
const unit = (maLk: string): string => `<HOSO>\n<FILEHOSO><LOAIHOSO>XML1</LOAIHOSO><NOIDUNGFILE>${base64(`<TONG_HOP><MA_LK>${maLk}</MA_LK><STT>1</STT><MA_BN>B</MA_BN><HO_TEN>Lò Thị Ước</HO_TEN></TONG_HOP>`)}</NOIDUNGFILE></FILEHOSO>\n</HOSO>`;
const claimFile = (ids: readonly string[], signature = '', facility = '99001'): string =>
  `\uFEFF<?xml version="1.0" encoding="utf-8"?>\n<GIAMDINHHS><THONGTINDONVI><MACSKCB>${facility}</MACSKCB></THONGTINDONVI><THONGTINHOSO><NGAYLAP>20261121</NGAYLAP><SOLUONGHOSO>${ids.length}</SOLUONGHOSO><DANHSACHHOSO>\n${ids.map(unit).join('\n')}\n</DANHSACHHOSO></THONGTINHOSO>\n<CHUKYDONVI>${signature}</CHUKYDONVI>\n</GIAMDINHHS>\n`;
const checkinFile = (ids: readonly string[]): string =>
  `<CHI_TIEU_TRANG_THAI_KCB><DSACH_TRANG_THAI_KCB>${ids.map((id) => `<TRANG_THAI_KCB><MA_LK>${id}</MA_LK><STT>1</STT><MA_BN>B</MA_BN><HO_TEN>Lò</HO_TEN><MA_CSKCB>99001</MA_CSKCB></TRANG_THAI_KCB>`).join('')}</DSACH_TRANG_THAI_KCB><CHUKYDONVI/></CHI_TIEU_TRANG_THAI_KCB>`;

const keep = async (text: string): Promise<string> => (await context.files.put(Readable.from([Buffer.from(text, 'utf8')]), 10_000_000)).sha256;
await db.bookkeeping('test', (tx) => startWithMode(tx, 'bhxh', 'relay'));
async function owe(text: string, ids: readonly string[], more: Partial<Owed> = {}): Promise<string> {
  const file = await keep(text);
  await db.bookkeeping('test', (tx) => oweMessages(tx, catalogues(context), ids.map((maLk, i) => ({
    kind: 'dossier', destination: 'bhxh', facility: '99001', maLk, dossier: `d-${maLk}`, revision: 1, file, position: i + 1, event: 'visit.closed', insured: true, labels: [], dueFrom: '202611201030', ...more }))));
  return file;
}
const row = z.object({ id: z.string(), state: z.string(), receipt: z.string().nullable(), answer: z.string().nullable(), attempts: z.number(), due: z.date().nullable(), payload: z.string().nullable() });
async function settled(maLk: string, wanted = /received|refused|unknown/): Promise<z.output<typeof row>> {
  for (let i = 0; i < 200; i += 1) {
    const [one] = await db.bookkeeping('test', (tx) => tx.query('select id, state, receipt, answer, attempts, due, payload from exchange_message where ma_lk = $1 order by seq desc limit 1', [maLk], row));
    if (one && wanted.test(one.state)) return one;
    // Time passes.
    await db.bookkeeping('test', (tx) => tx.run(`update exchange_message set next_at = now() where state = 'owed'`));
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
  throw new Error(`${maLk} does not settle`);
}

test('messages and rules are shown only to those who may see them', async () => {
  for (const url of ['/api/exchange', '/api/exchange/summary', '/api/rules', '/api/exchange/00000000-0000-4000-8000-000000000000']) assert.equal((await edge.call(ANONYMOUS, 'GET', url)).fault, 'access.not-signed-in', url);
  assert.equal((await edge.call(DEPARTMENT, 'POST', '/api/exchange/00000000-0000-4000-8000-000000000000/resend')).fault, 'access.refused');
  assert.equal((await edge.call(clerkOf('99001'), 'POST', '/api/exchange/00000000-0000-4000-8000-000000000000/resend')).fault, 'request.not-found');
  const rules = z.object({ items: z.array(z.object({ code: z.string(), groupTitle: z.string(), law: z.object({ document: z.string() }).nullable() })) }).parse((await edge.call(ADMIN, 'GET', '/api/rules')).json).items;
  assert.ok(rules.length > 50);
  assert.deepEqual(rules.filter((one) => one.law === null).map((one) => one.code), []);
});

test('a file of one dossier arrives byte for byte and brings its receipt; the deadline is seven working days', async () => {
  const file = await owe(claimFile(['MOT']), ['MOT']);
  const one = await settled('MOT');
  assert.equal(one.state, 'received', one.answer ?? '');
  assert.equal(sandbox.ledger.entries.find((entry) => entry.maLk.includes('MOT'))?.sha256, file);
  assert.match(one.receipt ?? '', /^99001\d{14}[0-9A-F]{8}$/);
  assert.equal(one.due?.toISOString(), '2026-12-01T16:59:59.000Z');
  const [message] = (await db.bookkeeping('test', (tx) => messagesOf(tx, context, ['d-MOT']))).get('d-MOT') ?? [];
  assert.equal(message?.state, 'received');
});

test('from a file of many each dossier goes alone; a signed one goes whole, once', async () => {
  const ids = ['N1', 'N2', 'N3'];
  await owe(claimFile(ids), ids);
  for (const id of ids) assert.equal((await settled(id)).state, 'received', id);
  assert.deepEqual(sandbox.ledger.entries.filter((entry) => entry.maLk.some((id) => ids.includes(id))).map((entry) => entry.maLk.length), [1, 1, 1]);
  const signed = ['K1', 'K2', 'K3'];
  const file = await owe(claimFile(signed, '<Signature>abc</Signature>'), signed);
  const receipts = new Set<string | null>();
  for (const id of signed) receipts.add((await settled(id)).receipt);
  assert.equal(receipts.size, 1);
  assert.deepEqual(sandbox.ledger.entries.filter((entry) => entry.maLk.includes('K2')).map((entry) => [entry.sha256, entry.maLk]), [[file, signed]]);
});

test('check-ins travel by their own service', async () => {
  await owe(checkinFile(['C1', 'C2']), ['C1', 'C2'], { kind: 'check-in', event: 'visit.opened' });
  for (const id of ['C1', 'C2']) assert.equal((await settled(id)).state, 'received', id);
  assert.deepEqual(sandbox.ledger.entries.filter((entry) => entry.kind === 'check-in').map((entry) => entry.maLk.join()).toSorted(), ['C1', 'C2']);
});

test('assessments travel by theirs, the whole file once', async () => {
  const one = (minutes: string): string => `<GIAM_DINH_YKHOA><NGAY_HOP>20261120</NGAY_HOP><SO_BIEN_BAN>${minutes}</SO_BIEN_BAN></GIAM_DINH_YKHOA>`;
  const ids = ['20261120/G1', '20261120/G2'];
  const file = await owe(`<CHI_TIEU_GIAM_DINH_YKHOA><DSACH_GIAM_DINH_YKHOA>${one('G1')}${one('G2')}</DSACH_GIAM_DINH_YKHOA><CHUKYDONVI/></CHI_TIEU_GIAM_DINH_YKHOA>`, ids, { kind: 'assessment', event: 'assessment.closed' });
  for (const id of ids) assert.equal((await settled(id)).state, 'received', id);
  assert.deepEqual(sandbox.ledger.entries.filter((entry) => entry.kind === 'assessment').map((entry) => [entry.sha256, entry.maLk]), [[file, ['G1', 'G2']]]);
});

test('every failure the gateway can play: at most once, never called received without a receipt', async () => {
  const expected: Readonly<Record<string, readonly [state: string, taken: number]>> = {
    'S-HTML': ['unknown', 0], 'S-TREO': ['unknown', 0], 'S-TRONG': ['unknown', 1], 'S-MUON': ['unknown', 1], 'S-401': ['received', 1],
    'S-500': ['unknown', 0], 'S-403': ['refused', 0], 'S-JSON': ['unknown', 1], 'S-XOA': ['unknown', 1],
  };
  for (const id of Object.keys(expected)) await owe(claimFile([id]), [id]);
  for (const [id, [state, taken]] of Object.entries(expected)) {
    const one = await settled(id);
    assert.deepEqual([one.state, sandbox.ledger.times(id)], [state, taken], `${id}: ${one.answer}`);
  }
  await new Promise((resolve) => { setTimeout(resolve, 500); });
  for (const [id, [state, taken]] of Object.entries(expected)) assert.deepEqual([(await settled(id)).state, sandbox.ledger.times(id)], [state, taken], id);
});

test('a person may send again what is unknown or refused, not what is awaited or received; the portal calls it a duplicate', async () => {
  const clerk = clerkOf('99001');
  const lost = await settled('S-XOA');
  assert.equal((await edge.call(clerkOf('99002'), 'POST', `/api/exchange/${lost.id}/resend`)).fault, 'request.not-found');
  assert.equal((await edge.call(clerk, 'POST', `/api/exchange/${(await settled('MOT')).id}/resend`)).fault, 'exchange.already-received');
  const [first, second] = await Promise.all([edge.call(clerk, 'POST', `/api/exchange/${lost.id}/resend`), edge.call(clerk, 'POST', `/api/exchange/${lost.id}/resend`)]);
  // The second comes while the first is awaited; on a busy machine perhaps after it was lost again, and is then as right as the first.
  const taken = [first, second].filter((one) => one.fault === '').length;
  assert.ok(taken > 0 && [first, second].every((one) => one.fault === '' || one.fault === 'exchange.answer-awaited'));
  for (let i = 0; i < 100 && sandbox.ledger.times('S-XOA') < 1 + taken; i += 1) await new Promise((resolve) => { setTimeout(resolve, 50); });
  assert.match(sandbox.ledger.entries.filter((entry) => entry.maLk.includes('S-XOA')).at(-1)?.errors[0] ?? '', /gửi trùng/);
  await settled('S-XOA');
  const life = z.object({ attempts: z.array(z.object({ outcome: z.string() })) }).parse((await edge.call(clerk, 'GET', `/api/exchange/${lost.id}`)).json);
  assert.deepEqual(life.attempts.map((one) => one.outcome), Array.from({ length: 1 + taken }, () => 'unknown'));
});

test('what cannot be sent says why: wrong position, wrong account, no account', async () => {
  await owe(claimFile(['P1', 'P2']), ['P9', 'P8']);
  assert.match((await settled('P9')).answer ?? '', /Không tách được hồ sơ thứ 1/);
  for (const [facility, words] of [['99009', /không cấp phiên cho tài khoản 99009_BV \(mã 401\)/], ['99008', /chưa có tài khoản cổng/]] as const) {
    await owe(claimFile([`F${facility}`], '', facility), [`F${facility}`], { facility });
    let answer = '';
    for (let i = 0; i < 60 && !words.test(answer); i += 1) {
      answer = (await settled(`F${facility}`, /./)).answer ?? '';
      await new Promise((resolve) => { setTimeout(resolve, 50); });
    }
    assert.match(answer, words);
    assert.equal((await settled(`F${facility}`, /owed|sending/)).receipt, null);
  }
  assert.equal((await settled('MOT')).state, 'received');
});

test('lists: by state, by kind, by facility; the summary counts', async () => {
  const page = z.object({ items: z.array(z.object({ state: z.string(), facility: z.object({ name: z.string() }) })), more: z.boolean() });
  const read = async (query: string, as = clerkOf('99001')) => page.parse((await edge.call(as, 'GET', `/api/exchange?${query}`)).json);
  assert.deepEqual(new Set((await read('state=unknown')).items.map((one) => one.state)), new Set(['unknown']));
  assert.equal((await read('limit=2')).more, true);
  assert.equal((await read('', clerkOf('99002'))).items.length, 0);
  assert.equal((await read('kind=check-in', DEPARTMENT)).items.length, 2);
  const summary = z.object({ items: z.array(z.object({ state: z.string(), count: z.number() })) }).parse((await edge.call(DEPARTMENT, 'GET', '/api/exchange/summary')).json);
  assert.deepEqual(summary.items.filter((one) => one.count > 0).map((one) => one.state).sort(), ['owed', 'received', 'refused', 'unknown']);
});
