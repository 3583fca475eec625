import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, test } from 'node:test';
import { z } from 'zod';
import { catalogueRoom } from '#platform/catalogue/server';
import { testDatabase } from '#platform/db/testing';
import { exchangeRoom, setMode, wakeLanes } from '#platform/exchange/server';
import { createHttp } from '#platform/http';
import { testContext } from '#platform/room/testing';
import { dayInVietnam } from '#platform/time/rules';
import { connectInsurer, passwordHashOf } from '#domains/claim/insurer';
import { checkInFile, claimFile, fileAll, visit } from '#domains/claim/testing';
import { doorRoom } from '#domains/claim/door';
import { makeAccount, md5, openClient } from '#domains/claim/door/testing';
import type { Client } from '#domains/claim/door/testing';
import { startSandbox } from './index.ts';

const { db } = await testDatabase();
const context = await testContext(db, 'demonstration');
await catalogueRoom.prepare?.(context, () => {});
const sandbox = await startSandbox();
after(() => sandbox.close());
connectInsurer(context, { baseUrl: sandbox.url, perSecond: 500, patience: 10, accountOf: (facility) => { const password = sandbox.passwordOf(`${facility}_BV`); return Promise.resolve(password === undefined ? undefined : { username: `${facility}_BV`, passwordHash: passwordHashOf(password) }); } });
const lines: string[] = [];
const app = await createHttp({
  gate: { policyOf: () => { throw new Error('the gate of cookies is not asked'); }, refused: (policy, action, target) => db.refuse(policy, { action, target }), today: () => dayInVietnam(Date.now()) },
  metrics: context.metrics, logLevel: 'info', trustProxy: 0, logTo: { write: (line) => { lines.push(line); } },
});
await doorRoom.routes?.(app, context);
const base = await app.listen({ port: 0, host: '127.0.0.1' });
after(() => app.close());
for (const job of exchangeRoom.jobs?.(context) ?? []) context.jobs.add(job);
context.jobs.start();
after(() => context.jobs.stop());

const [RELAY, COPY, HOLD] = ['62990', '62981', '62985'];
const today = dayInVietnam(Date.now());
const mode = (facility: string, how: 'copy' | 'relay' | 'hold') => db.bookkeeping('test', (tx) => setMode(tx, { facility, destination: 'bhxh', mode: how, day: `${today.slice(0, 4)}-${today.slice(4, 6)}-${today.slice(6)}`, reason: 'thử', by: 'test' }));
await mode(RELAY, 'relay');
await mode(HOLD, 'hold');
const logins = { [RELAY]: await makeAccount(db, RELAY), [COPY]: await makeAccount(db, COPY), [HOLD]: await makeAccount(db, HOLD) };
const login = logins[RELAY] ?? { username: '', password: '' };
const clients: Client[] = [];
for (const shape of ['form', 'json', 'multipart'] as const) clients.push(await openClient(base, shape, login));

const sha = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
/** As the program of a facility writes it; of this day, so that what is due is still to come. */
const dossierOf = (maLk: string, facility = RELAY): Buffer => Buffer.from(claimFile([visit(maLk, { MA_CSKCB: facility, NGAY_VAO: `${today}0700`, NGAY_RA: `${today}0800`, NGAY_TTOAN: `${today}0810` })], facility).replace('<GIAMDINHHS', '<!-- phần mềm ÿ>>>???~~~ -->\r\n<GIAMDINHHS'));
const stateRow = z.object({ ma_lk: z.string(), state: z.string(), held_until: z.date().nullable(), due: z.date().nullable() });
const messages = (facility: string) => db.bookkeeping('test', (tx) => tx.query('select ma_lk, state, held_until, due from exchange_message where facility = $1 order by seq', [facility], stateRow));
const count = async (table: string): Promise<number> => (await db.bookkeeping('test', (tx) => tx.query(`select count(*)::int as n from ${table}`, [], z.object({ n: z.number() }))))[0]?.n ?? -1;
async function until(what: () => Promise<boolean> | boolean): Promise<void> {
  for (let i = 0; i < 300; i += 1) {
    if (await what()) return;
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
  throw new Error('it does not come');
}
const result = z.object({
  maKetQua: z.literal('200'), trangThai: z.string(), dsHoSo: z.array(z.object({
    maLk: z.string().nullable(), ketQua: z.string(), dsLoi: z.array(z.looseObject({ maLoi: z.string(), mucDo: z.string(), thongDiep: z.string(), cachSua: z.string() })), dsGui: z.array(z.object({ noiNhan: z.string(), trangThai: z.string(), maGiaoDich: z.string().nullable() })),
  })),
});

test('thirty dossiers by three shapes of programs arrive at the insurer byte for byte, once, and each program learns the receipt', async () => {
  const meant = new Map<string, string>();
  const receipts: { client: Client; maGiaoDich: string; maLk: string }[] = [];
  for (let i = 0; i < 30; i += 1) {
    const client = clients[i % 3];
    assert.ok(client);
    const maLk = `D${i}`;
    const bytes = dossierOf(maLk);
    const sent = await client.send(bytes, 'dossier');
    assert.equal(sent.maKetQua, '200', sent.thongDiep);
    assert.match(sent.maGiaoDich, /^62990\d{14}[A-Z2-9]{16}$/u);
    assert.equal(/dấu \+/u.test(sent.thongDiep), client.shape === 'form' && bytes.toString('base64').includes('+'));
    assert.equal(/hai lần/u.test(sent.thongDiep), client.shape === 'multipart');
    meant.set(maLk, sha(bytes));
    receipts.push({ client, maGiaoDich: sent.maGiaoDich, maLk });
  }
  await fileAll(context);
  wakeLanes(context);
  await until(() => sandbox.ledger.entries.length >= 30);
  await until(async () => (await messages(RELAY)).every((one) => one.state === 'received'));
  assert.deepEqual(new Map(sandbox.ledger.entries.map((entry) => [entry.maLk[0], entry.sha256])), meant);
  assert.equal(sandbox.ledger.entries.length, 30);
  for (const { client, maGiaoDich, maLk } of receipts) {
    const told = result.parse(await client.result(maGiaoDich));
    assert.deepEqual([told.trangThai, told.dsHoSo.map((one) => [one.maLk, one.ketQua, one.dsGui.map((each) => [each.noiNhan, each.trangThai, each.maGiaoDich])])],
      ['DA_XU_LY', [[maLk, 'MOI', [['bhxh', 'received', sandbox.ledger.entries.find((entry) => entry.maLk.includes(maLk))?.receipt]]]]]);
    assert.ok((told.dsHoSo[0]?.dsLoi.length ?? 0) > 0, 'the invented visit has findings');
  }
});

test('the same bytes again, at once or later, by any shape, have the one receipt and no second effect', async () => {
  const bytes = dossierOf('LAI');
  const [before, ledger] = [await count('intake'), sandbox.ledger.entries.length];
  const answers = await Promise.all(Array.from({ length: 6 }, (_, i) => clients[i % 3]?.send(bytes, 'dossier')));
  assert.equal(new Set(answers.map((one) => one?.maGiaoDich)).size, 1);
  assert.deepEqual(new Set(answers.map((one) => one?.maKetQua)), new Set(['200']));
  assert.equal(answers.filter((one) => /đã được nhận trước đó/u.test(one?.thongDiep ?? '')).length, 5);
  await fileAll(context);
  wakeLanes(context);
  await until(() => sandbox.ledger.times('LAI') > 0);
  assert.match((await clients[1]?.send(bytes, 'dossier'))?.thongDiep ?? '', /đã được nhận trước đó/u);
  await fileAll(context);
  assert.deepEqual([await count('intake'), sandbox.ledger.entries.length, sandbox.ledger.times('LAI')], [before + 1, ledger + 1, 1]);
});

test('check-ins have a service of their own', async () => {
  const bytes = Buffer.from(checkInFile('C1', { NGAY_VAO: `${today}0700`, NGAY_YL: `${today}0700` }));
  assert.equal((await clients[0]?.send(bytes, 'check-in'))?.maKetQua, '200');
  await fileAll(context);
  wakeLanes(context);
  await until(() => sandbox.ledger.entries.some((entry) => entry.kind === 'check-in'));
  assert.equal(sandbox.ledger.entries.find((entry) => entry.kind === 'check-in')?.sha256, sha(bytes));
});

test('medical assessment (XML12) is kept and passed on whole by its own service', async () => {
  const text = `<CHI_TIEU_GIAM_DINH_YKHOA><DSACH_GIAM_DINH_YKHOA><GIAM_DINH_YKHOA><NGUOI_CHU_TRI>Lò Văn Ún</NGUOI_CHU_TRI><CHUC_VU>1</CHUC_VU><NGAY_HOP>${today}</NGAY_HOP><HO_TEN>Đặng Thị Ửng</HO_TEN><SO_BIEN_BAN>BB-1</SO_BIEN_BAN></GIAM_DINH_YKHOA></DSACH_GIAM_DINH_YKHOA><CHUKYDONVI/></CHI_TIEU_GIAM_DINH_YKHOA>`;
  const post = async (url: string, headers: Record<string, string>, body: object) => (await fetch(`${base}${url}`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })).json();
  const { APIKey } = z.object({ APIKey: z.object({ access_token: z.string(), id_token: z.string() }) }).parse(await post('/api/token/take', {}, { username: login.username, password: md5(login.password) }));
  const sent = z.object({ maKetQua: z.string(), maGiaoDich: z.string() }).parse(await post('/api/qd130/guiDuLieuGdykQd130', { accessToken: APIKey.access_token, tokenId: APIKey.id_token, passwordHash: md5(login.password) },
    { username: login.username, loaiHoSo: '12', maTinh: '62', maCSKCB: RELAY, fileHSBase64: Buffer.from(text).toString('base64') }));
  assert.equal(sent.maKetQua, '200');
  await fileAll(context);
  assert.equal(z.object({ trangThai: z.string() }).parse(await clients[0]?.result(sent.maGiaoDich)).trangThai, 'DA_XU_LY');
  for (let i = 0; i < 100 && sandbox.ledger.times('BB-1') === 0; i += 1) await new Promise((resolve) => { setTimeout(resolve, 50); });
  assert.deepEqual(sandbox.ledger.entries.filter((entry) => entry.kind === 'assessment').map((entry) => [entry.facility, entry.sha256]), [[RELAY, createHash('sha256').update(text).digest('hex')]]);
});

test('an account has as many sessions as it takes, at once too', async () => {
  const many = await Promise.all(Array.from({ length: 15 }, () => openClient(base, 'json', login)));
  const answers = await Promise.all(many.slice(0, 6).map((one, i) => one.send(dossierOf(`N${i}`), 'dossier')));
  assert.deepEqual(answers.map((one) => one.maKetQua), Array.from({ length: 6 }, () => '200'));
});

test('copy: the program also sends by itself, so nothing goes out', async () => {
  const program = await openClient(base, 'json', logins[COPY] ?? login);
  // What a hospital that is only connected does: to the insurer by itself, and the same to us.
  const direct = await openClient(sandbox.url, 'json', { username: `${COPY}_BV`, password: sandbox.passwordOf(`${COPY}_BV`) ?? '' });
  for (let i = 0; i < 5; i += 1) {
    const bytes = dossierOf(`S${i}`, COPY);
    for (const to of [direct, program]) assert.equal((await to.send(bytes, 'dossier')).maKetQua, '200');
  }
  await fileAll(context);
  wakeLanes(context);
  await new Promise((resolve) => { setTimeout(resolve, 1500); });
  assert.deepEqual((await messages(COPY)).map((one) => one.state), Array.from({ length: 5 }, () => 'watched'));
  assert.deepEqual([0, 1, 2, 3, 4].map((i) => sandbox.ledger.times(`S${i}`)), [1, 1, 1, 1, 1]);
});

test('hold: it waits for a clerk, and goes by itself before the deadline', async () => {
  const program = await openClient(base, 'multipart', logins[HOLD] ?? login);
  const bytes = dossierOf('CHO', HOLD);
  assert.equal((await program.send(bytes, 'dossier')).maKetQua, '200');
  await fileAll(context);
  wakeLanes(context);
  await new Promise((resolve) => { setTimeout(resolve, 1000); });
  const [held] = await messages(HOLD);
  assert.equal(held?.state, 'held');
  assert.ok(held.due && held.held_until && held.held_until < held.due && held.held_until.getTime() > Date.now(), `due ${held.due?.toISOString()}, goes ${held.held_until?.toISOString()}`);
  assert.equal(sandbox.ledger.times('CHO'), 0);
  await db.bookkeeping('test', (tx) => tx.run("update exchange_message set held_until = now() where state = 'held' and facility = $1", [HOLD]));
  context.jobs.wake('exchange-release');
  await until(() => { wakeLanes(context); return sandbox.ledger.times('CHO') === 1; });
  assert.equal(sandbox.ledger.entries.find((entry) => entry.maLk.includes('CHO'))?.sha256, sha(bytes));
});

test('the axis: a bearer token, several files in one call, the state by batch and by each', async () => {
  const post = async (url: string, headers: Record<string, string>, body: object): Promise<unknown> => (await fetch(`${base}${url}`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })).json();
  const { APIKey } = z.object({ APIKey: z.object({ access_token: z.string() }) }).parse(await post('/api/auth/token/take', {}, { username: login.username, password: md5(login.password) }));
  const bearer = { authorization: `Bearer ${APIKey.access_token}` };
  const files = [dossierOf('T1'), dossierOf('T2'), Buffer.from('<html/>'), dossierOf('T3', COPY)].map((bytes) => bytes.toString('base64'));
  const body = { loaiHoSo: 130, maTinh: '62', maCSKCB: RELAY, files };
  const sent = z.object({ maKetQua: z.string(), batchId: z.string(), totalSuccess: z.number(), totalFailed: z.number(), dsKetQua: z.array(z.object({ maKetQua: z.string(), maGiaoDich: z.string() })) }).parse(await post('/api/kcb/xml/qd3176/guiHoSoXml', bearer, body));
  assert.deepEqual([sent.maKetQua, sent.totalSuccess, sent.totalFailed, sent.dsKetQua.map((one) => one.maKetQua)], ['200', 2, 2, ['200', '200', '123', '403']]);
  await fileAll(context);
  const state = async (code: string) => z.object({ dsGiaoDich: z.array(z.object({ maGiaoDich: z.string(), trangThai: z.string() })) }).parse(await (await fetch(`${base}/api/kcb/xml/qd3176/trangThai?maGiaoDich=${code}`, { headers: bearer })).json()).dsGiaoDich;
  const two = sent.dsKetQua.filter((one) => one.maGiaoDich !== '').map((one) => one.maGiaoDich);
  assert.deepEqual((await state(sent.batchId)).map((one) => [one.maGiaoDich, one.trangThai]), two.map((code) => [code, 'DA_XU_LY']));
  assert.equal((await state(two[0] ?? '')).length, 1);
});

test('a facility has so many uploads at work and no more; what is sent away was not kept', async () => {
  const before = await count('intake');
  const bytes = Array.from({ length: 40 }, (_, i) => dossierOf(`P${i}`));
  const answers = await Promise.all(bytes.map((one) => clients[1]?.send(one, 'dossier')));
  const taken = answers.filter((one) => one?.maKetQua === '200').length;
  assert.deepEqual(new Set(answers.map((one) => one?.maKetQua).filter((code) => code !== '200')), taken === 40 ? new Set() : new Set(['124']));
  assert.ok(taken >= 8);
  assert.equal(await count('intake'), before + taken);
});

test('no password, hash or token in the log, whichever way they came', async () => {
  const text = lines.join('');
  assert.match(text, /guiHoSoXmlQD3176/u);
  assert.match(text, /door:62990_BV/u);
  for (const secret of [login.password, md5(login.password), md5(login.password).toLowerCase(), 'id_token', 'passwordHash', 'fileHSBase64']) assert.ok(!text.includes(secret), secret.slice(0, 4));
  const trail = await db.bookkeeping('test', (tx) => tx.query("select concat(actor, target, action, program) as text from audit_event where role in ('sender', 'anonymous')", [], z.object({ text: z.string() })));
  assert.ok(trail.length > 0 && !trail.some((one) => one.text.includes(md5(login.password))));
});
