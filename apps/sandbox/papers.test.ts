import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { after, test } from 'node:test';
import { z } from 'zod';
import { ANONYMOUS } from '#platform/access';
import { catalogueRoom } from '#platform/catalogue/server';
import { testDatabase } from '#platform/db/testing';
import { exchangeRoom, startWithMode, wakeLanes } from '#platform/exchange/server';
import { ADMIN, clerkOf, DEPARTMENT, testContext, testEdge } from '#platform/room/testing';
import { connectInsurer, passwordHashOf } from '#domains/claim/insurer';
import { doorRoom } from '#domains/claim/door';
import { makeAccount, md5 } from '#domains/claim/door/testing';
import { papersRoom } from '#domains/papers/server';
import { birthFile, deathFile, paperFile } from '#domains/papers/testing';
import { startSandbox } from './index.ts';
import type { Switch } from './switches.ts';

const { db } = await testDatabase();
const context = await testContext(db, 'demonstration');
await catalogueRoom.prepare?.(context, () => {});
const sandbox = await startSandbox({ lateSeconds: 2 });
after(() => sandbox.close());
await db.bookkeeping('test', (tx) => startWithMode(tx, 'bhxh', 'relay'));
connectInsurer(context, { baseUrl: sandbox.url, perSecond: 500, patience: 0.7, accountOf: (facility) => { const password = sandbox.passwordOf(`${facility}_BV`); return Promise.resolve(password === undefined ? undefined : { username: `${facility}_BV`, passwordHash: passwordHashOf(password) }); } });
const edge = await testEdge(context, [exchangeRoom, doorRoom, papersRoom]);
for (const job of exchangeRoom.jobs?.(context) ?? []) context.jobs.add(job);
context.jobs.start();
after(() => context.jobs.stop());

const [OWN, OTHER] = ['62990', '62981'];
const login = await makeAccount(db, OWN);
const other = await makeAccount(db, OTHER);
const [CT, GT] = ['/api/chungtugw/GuiHoSoChungTu2025', '/api/hososuckhoe/guiGiayToDienTu'];
const said = z.object({ MaGD: z.string(), MaKetQua: z.string(), ThoiGianTiepNhan: z.string().regex(/^\d{14}$/u), ThongDiep: z.string() });

async function session(who = login): Promise<Record<string, string>> {
  const answer = await edge.app.inject({ method: 'POST', url: '/api/token/take', payload: { username: who.username, password: md5(who.password) } });
  const { APIKey } = z.object({ APIKey: z.object({ access_token: z.string(), id_token: z.string() }) }).parse(answer.json());
  return { token: APIKey.access_token, id_token: APIKey.id_token, username: who.username, password: md5(who.password) };
}
const own = await session();
const file = (text: string): string => Buffer.from(text).toString('base64');
const bodyOf = (text: string, more: Record<string, string> = {}): Record<string, string> => ({ maCskcb: OWN, ...own, loaiHs: '39', fileBase64Str: file(text), ...more });
async function ask(url: string, body: Record<string, string>, as: 'form' | 'json' | 'multipart' = 'form', from = '127.0.0.1') {
  const [type, payload] = as === 'form' ? ['application/x-www-form-urlencoded', new URLSearchParams(body).toString()] : as === 'json' ? ['application/json', JSON.stringify(body)]
    : ['multipart/form-data; boundary=x', `${Object.entries(body).map(([name, value]) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`).join('')}--x--\r\n`];
  const answer = await edge.app.inject({ method: 'POST', url, headers: { 'content-type': type }, payload, remoteAddress: from });
  return { status: answer.statusCode, ...said.parse(answer.json()) };
}
const row = z.object({ kind: z.string(), ma_lk: z.string(), revision: z.number(), state: z.string(), receipt: z.string().nullable(), file: z.string(), due: z.date().nullable(), answer: z.string().nullable(), labels: z.array(z.string()), basis: z.string().nullable() });
const messages = (maLk?: string) => db.bookkeeping('test', (tx) => tx.query('select kind, ma_lk, revision, state, receipt, file, due, answer, labels, basis from exchange_message where $1::text is null or ma_lk = $1 order by seq', [maLk ?? null], row));
const sha = (text: string): string => createHash('sha256').update(text).digest('hex');
async function settled(maLk: string): Promise<z.output<typeof row>> {
  for (let i = 0; i < 300; i += 1) {
    const one = (await messages(maLk)).at(-1);
    if (one !== undefined && ['received', 'refused', 'unknown'].includes(one.state)) return one;
    await db.bookkeeping('test', (tx) => tx.run("update exchange_message set next_at = now() where state = 'owed'"));
    await db.bookkeeping('test', (tx) => tx.run('update exchange_destination set paused_until = null'));
    wakeLanes(context);
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
  throw new Error(`${maLk} does not settle`);
}
const CT07 = { type: 'CT07', values: { MA_CT: '12', HO_TEN: 'Lò Thị Ước', NGAY_CHUNG_TU: '20261126' } };

test('without a session that holds nothing is taken, wherever in the body it would stand, nor by a cookie of ours', async () => {
  const foreign = await session(other);
  const text = paperFile([CT07]);
  const turned = (word = ''): string => `${word[0] === 'A' ? 'B' : 'A'}${word.slice(1)}`;
  for (const url of [CT, GT]) for (const as of ['form', 'json', 'multipart'] as const) {
    for (const more of [{ token: '' }, { token: turned(own['token']) }, { id_token: foreign['id_token'] ?? '' }, { password: md5('x') }]) assert.equal((await ask(url, bodyOf(text, more), as)).MaKetQua, '401');
    assert.equal((await ask(url, bodyOf(text), as, '127.0.0.2')).MaKetQua, '401', 'from elsewhere');
    const { fileBase64Str = '', ...rest } = bodyOf(text, { token: turned(own['token']) });
    assert.equal((await ask(url, { fileBase64Str: fileBase64Str.padStart(100_000, ' '), ...rest }, as)).MaKetQua, '401', 'the file stands first');
  }
  for (const as of [ANONYMOUS, clerkOf(OWN), ADMIN]) assert.equal(said.parse((await edge.call(as, 'POST', CT, { maCskcb: OWN, loaiHs: '39', fileBase64Str: file(text) })).json).MaKetQua, '401');
  assert.equal((await ask(CT, {})).MaKetQua, '401');
  assert.deepEqual(await messages(), []);
});

test('a facility sends its own alone; what is not as the service says is refused in its codes and kept nowhere', async () => {
  const text = paperFile([CT07]);
  for (const [code, url, body] of [
    ['205', CT, bodyOf(text, { maCskcb: OTHER })], ['205', CT, bodyOf(paperFile([CT07], OTHER))], ['205', GT, bodyOf(deathFile('1', {}, OTHER), { loaiHs: '60' })], ['205', CT, bodyOf(text, { username: other.username })],
    ['205', CT, bodyOf(text, { maCskcb: '' })], ['205', CT, bodyOf(text, { loaiHs: '60' })], ['205', GT, bodyOf(text, { loaiHs: '60' })], ['205', GT, bodyOf(deathFile('1'), { loaiHs: '61' })], ['205', CT, bodyOf('<GIAMDINHHS/>')],
    ['205', CT, bodyOf('<HSCHUNGTU>')], ['205', CT, bodyOf('<!DOCTYPE a><HSCHUNGTU/>')], ['205', CT, bodyOf(text, { fileBase64Str: 'không phải base64' })], ['205', CT, bodyOf(text, { fileBase64Str: '' })],
    ['1001', CT, bodyOf(text, { fileBase64Str: 'A'.repeat(28 * 1024 * 1024) })], ['1001', CT, bodyOf(text, { fileBase64Str: 'A'.repeat(42 * 1024 * 1024) })],
  ] as const) assert.equal((await ask(url, body)).MaKetQua, code, JSON.stringify(body).slice(0, 80));
  assert.match((await ask(CT, bodyOf(text, { maCskcb: OTHER }))).ThongDiep, /không được gửi dữ liệu của cơ sở 62981/u);
  assert.deepEqual(await messages(), []);
  assert.deepEqual(await db.bookkeeping('test', (tx) => tx.query('select code from electronic_paper', [], z.object({ code: z.string() }))), []);
});

test('papers, notices of death and of birth arrive at the insurer byte for byte, by the shapes programs make, once', async () => {
  const sent: [string, string, string, string, 'form' | 'json' | 'multipart'][] = [
    ['CT07/12', CT, '39', paperFile([CT07]), 'form'], ['GBT/7', GT, '60', deathFile('7'), 'json'], ['GCS/9', GT, '61', birthFile('9'), 'multipart'],
  ];
  for (const [key, url, loaiHs, text, as] of sent) {
    const first = await ask(url, bodyOf(text, { loaiHs }), as);
    assert.equal(first.MaKetQua, '200', first.ThongDiep);
    assert.match(first.MaGD, /^62990\d{14}[A-Z2-9]{16}$/u);
    const one = await settled(key);
    assert.deepEqual([one.state, one.due?.toISOString(), one.file], ['received', '2026-11-27T16:59:59.000Z', sha(text)], one.answer ?? '');
    const there = sandbox.ledger.entries.filter((entry) => entry.sha256 === sha(text));
    assert.deepEqual(there.map((entry) => [entry.kind, entry.facility, entry.receipt]), [[one.kind, OWN, one.receipt]]);
    // The same bytes again, whoever brings them: the same receipt, nothing new.
    assert.equal((await ask(url, bodyOf(text, { loaiHs }), 'json')).MaGD, first.MaGD);
    assert.equal((await edge.call(clerkOf(OWN), 'POST', '/api/papers', Buffer.from(text))).status, 200);
    assert.equal((await messages(key)).length, 1);
    const result = async (who: Record<string, string>) => (await edge.app.inject({ url: `/api/yteso/ketQua?${new URLSearchParams({ ...who, maGiaoDich: first.MaGD }).toString()}` })).json<unknown>();
    const told = z.object({ dsHoSo: z.array(z.object({ maLk: z.string(), ketQua: z.string(), dsGui: z.array(z.object({ loai: z.string(), trangThai: z.string(), maGiaoDich: z.string() })) })) }).parse(await result(own));
    assert.deepEqual(told.dsHoSo, [{ maLk: key, ketQua: 'MOI', dsGui: [{ loai: one.kind, trangThai: 'received', maGiaoDich: one.receipt }] }]);
    assert.equal(z.object({ maKetQua: z.string() }).parse(await result(await session(other))).maKetQua, '204', 'what another facility sent is as what nobody sent');
  }
  assert.deepEqual((await messages()).map((one) => one.kind), ['paper', 'death-notice', 'birth-notice']);
});

test('another content under the same number is its next revision; on a real line the file may stand before the session', async () => {
  const base = await edge.app.listen({ port: 0, host: '127.0.0.1' });
  const first = bodyOf(paperFile([{ ...CT07, values: { ...CT07.values, GHI_CHU: 'x'.repeat(300_000) } }]));
  const { fileBase64Str = '', ...rest } = first;
  for (const body of [first, { fileBase64Str, ...rest }]) {
    const form = new FormData();
    for (const [name, value] of Object.entries(body)) form.append(name, value);
    for (const sent of [new URLSearchParams(body), JSON.stringify(body), form]) assert.equal(said.parse(await (await fetch(`${base}${CT}`, { method: 'POST', body: sent })).json()).MaKetQua, '200');
    for (const sent of [new URLSearchParams({ ...body, id_token: 'x' }), JSON.stringify({ ...body, password: '' })]) assert.equal(said.parse(await (await fetch(`${base}${CT}`, { method: 'POST', body: sent })).json()).MaKetQua, '401');
  }
  // Whoever sends too much hears it, too.
  for (const [code, more] of [['1001', {}], ['401', { id_token: 'x' }]] as const) {
    const answer = await fetch(`${base}${CT}`, { method: 'POST', body: JSON.stringify(bodyOf('', { fileBase64Str: 'A'.repeat(43 * 1024 * 1024), ...more })) });
    assert.equal(said.parse(await answer.json()).MaKetQua, code);
  }
  // Whoever sends slowly and shows no session takes no more than half of the places; others come in.
  const slow = Array.from({ length: 6 }, () => { const line = connect({ port: Number(new URL(base).port), host: '127.0.0.1', localAddress: '127.0.0.9' }); line.on('error', () => {}).write(`POST ${CT} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{"a":"${'x'.repeat(70_000)}`); return line; });
  await new Promise((resolve) => { setTimeout(resolve, 300); });
  assert.equal(said.parse(await (await fetch(`${base}${CT}`, { method: 'POST', body: JSON.stringify({ fileBase64Str, ...rest }) })).json()).MaKetQua, '200');
  for (const line of slow) line.destroy();
  edge.app.server.closeAllConnections();
  await settled('CT07/12');
  assert.deepEqual((await messages('CT07/12')).map((one) => [one.revision, one.state]), [[1, 'received'], [2, 'received']]);
});

test('at once or later, the same paper is one', async () => {
  const text = deathFile('8');
  const answers = await Promise.all(Array.from({ length: 6 }, () => ask(GT, bodyOf(text, { loaiHs: '60' }))));
  assert.deepEqual([new Set(answers.map((one) => one.MaGD)).size, (await messages('GBT/8')).length], [1, 1]);
  await settled('GBT/8');
  assert.equal(sandbox.ledger.entries.filter((entry) => entry.sha256 === sha(text)).length, 1);
});

test('by hand: only a facility, and only its own', async () => {
  const put = (as: Parameters<typeof edge.call>[0], text: string) => edge.call(as, 'POST', '/api/papers', Buffer.from(text));
  assert.equal((await put(ANONYMOUS, deathFile('20'))).fault, 'access.not-signed-in');
  assert.deepEqual([(await put(DEPARTMENT, deathFile('20'))).fault, (await put(ADMIN, deathFile('20'))).fault], ['access.refused', 'access.refused']);
  assert.equal((await put(clerkOf(OTHER), deathFile('20'))).fault, 'paper.foreign-facility');
  assert.equal((await put(clerkOf(OWN), '<KSK/>')).fault, 'paper.unreadable');
  assert.deepEqual(await messages('GBT/20'), []);
  assert.equal((await put(clerkOf(OWN), deathFile('20'))).status, 201);
  assert.equal((await settled('GBT/20')).state, 'received');
  // The program brings the same bytes afterwards: it needs a code, and gets one.
  assert.match((await ask(GT, bodyOf(deathFile('20'), { loaiHs: '60' }))).MaGD, /^62990\d{14}/u);
});

test('every failure the services can play: at most once, never called received without a receipt', async () => {
  const expected: Readonly<Record<string, readonly [state: string, taken: number]>> = {
    'S-HTML': ['unknown', 0], 'S-TREO': ['unknown', 0], 'S-TRONG': ['unknown', 1], 'S-MUON': ['unknown', 1], 'S-401': ['received', 1], 'S-500': ['unknown', 0], 'S-403': ['refused', 0], 'S-JSON': ['unknown', 1], 'S-XOA': ['unknown', 1],
  };
  for (const number of Object.keys(expected)) assert.equal((await ask(GT, bodyOf(birthFile(number), { loaiHs: '61' }))).MaKetQua, '200');
  for (const [number, [state, taken]] of Object.entries(expected)) {
    const one = await settled(`GCS/${number}`);
    assert.deepEqual([one.state, sandbox.ledger.times(number)], [state, taken], `${number}: ${one.answer}`);
  }
  assert.match((await settled('GCS/S-403')).answer ?? '', /^Cổng từ chối: 205 – Nội dung fileBase64Str không hợp lệ\. Xuất lại/u);
});

test('every failure by chance: none is sent twice, what nobody is sure of stays unknown', async () => {
  const expected: Readonly<Record<Switch, string>> = {
    'slow': 'received', 'shuffled': 'received', 'html': 'unknown', 'error': 'unknown', 'silent': 'unknown', 'late': 'unknown', 'empty': 'unknown', 'twice': 'unknown', 'cut-before': 'unknown', 'cut-after': 'unknown', 'dead-token': 'received', 'wrong-clock': 'received',
  };
  const kept = new Set<string>(['slow', 'shuffled', 'silent', 'late', 'empty', 'twice', 'cut-after', 'wrong-clock', 'dead-token']);
  for (const [name, state] of Object.entries(expected)) {
    sandbox.switches.set('bhxh', { [name]: 1 });
    assert.equal((await ask(GT, bodyOf(deathFile(`W-${name}`), { loaiHs: '60' }))).MaKetQua, '200');
    if (name === 'dead-token') await new Promise((resolve) => { setTimeout(resolve, 300); });
    else await settled(`GBT/W-${name}`);
    sandbox.switches.set('bhxh', {});
    assert.deepEqual([name, (await settled(`GBT/W-${name}`)).state, sandbox.ledger.times(`W-${name}`)], [name, state, kept.has(name) ? 1 : 0]);
  }
});

test('what a paper reveals labels its message: whoever may not know does not see it', async () => {
  const put = (text: string) => edge.call(clerkOf(OWN), 'POST', '/api/papers', Buffer.from(text));
  for (const [text, key, labels] of [
    [paperFile([{ type: 'CT03', values: { SO_LUU_TRU: 'N1', BENHICD10_ID: 'B20.7' } }]), 'CT03/N1', ['HIV']], [paperFile([{ type: 'CT04', values: { MA_CT: 'N2', QT_BENHLY: 'Nhiễm HIV giai đoạn III' } }]), 'CT04/N2', ['HIV']],
    [paperFile([{ type: 'CT03', values: { SO_LUU_TRU: 'N6', BENHICD10_ID: 'B20.7', NGAY_CT: '19010101' } }]), 'CT03/N6', ['HIV']],
    [birthFile('N3', { HOTEN_MTH: 'Lò Thị Ước' }), 'GCS/N3', ['SURROGACY']], [paperFile([{ type: 'CT04', values: { MA_CT: 'N5', QT_BENHLY: `${'đau bụng '.repeat(3_650)}${'x'.repeat(60)} nhiễm HIV giai đoạn III ${'ho '.repeat(30_000)}` } }]), 'CT04/N5', ['HIV']], [deathFile('N4', { BENH_ICD10_ID: 'I21', SO_BAOTU: 'B20' }), 'GBT/N4', []],
  ] as const) {
    assert.equal((await put(text)).status, 201);
    assert.deepEqual((await settled(key)).labels, labels, key);
  }
  const page = z.object({ items: z.array(z.object({ maLk: z.string() })) });
  const seen = async (as: Parameters<typeof edge.call>[0]) => page.parse((await edge.call(as, 'GET', '/api/exchange?limit=200')).json).items.map((one) => one.maLk).filter((one) => /N\d$/u.test(one)).toSorted();
  assert.deepEqual([await seen(clerkOf(OWN)), await seen(DEPARTMENT)], [['CT03/N1', 'CT03/N6', 'CT04/N2', 'CT04/N5', 'GBT/N4', 'GCS/N3'], ['GBT/N4']]);
});

test('names of people stand in the files alone', async () => {
  const all = await db.bookkeeping('test', (tx) => tx.query("select (select string_agg(m::text, ' ') from exchange_message m) || (select string_agg(p::text, ' ') from electronic_paper p) || (select string_agg(concat(actor, action, target, program), ' ') from audit_event) as text", [], z.object({ text: z.string() })));
  for (const word of ['Ước', 'Ửng', md5(login.password), own['token'] ?? '?', own['id_token'] ?? '?']) assert.ok(!all[0]?.text.includes(word), word.slice(0, 4));
});
