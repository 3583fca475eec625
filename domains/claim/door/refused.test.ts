import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { ANONYMOUS } from '#platform/access';
import { catalogueRoom } from '#platform/catalogue/server';
import { testDatabase } from '#platform/db/testing';
import { DEPARTMENT, ADMIN, clerkOf, testContext, testEdge } from '#platform/room/testing';
import { claimFile, visit } from '#domains/claim/testing';
import { doorRoom } from './index.ts';
import { makeAccount, md5 } from './testing/index.ts';

const { db } = await testDatabase();
const context = await testContext(db);
await catalogueRoom.prepare?.(context, () => {});
const edge = await testEdge(context, [doorRoom]);
const login = await makeAccount(db, '62990');
const other = await makeAccount(db, '62981');
const hash = md5(login.password);

const said = z.object({ maKetQua: z.string(), maGiaoDich: z.string().default(''), thongDiep: z.string().default('') });
const keyed = z.object({ maKetQua: z.string(), APIKey: z.object({ access_token: z.string(), id_token: z.string() }).nullable() });
const SENDING = [...['checkInKcb', 'guiHoSoXml'].flatMap((name) => ['Qd130', 'Qd4750', 'Qd3176', 'QD130', 'QD4750', 'QD3176'].map((standard) => name + standard)), 'guiDuLieuGdykQd130', 'guiDuLieuGdykQD130'].map((name) => `/api/qd130/${name}`);

async function ask(method: 'GET' | 'POST', url: string, headers: Record<string, string> = {}, payload?: object | string, remoteAddress = '127.0.0.1') {
  const answer = await edge.app.inject({ method, url, headers, remoteAddress, ...(payload === undefined ? {} : { payload }) });
  return { status: answer.statusCode, ...said.parse(answer.json()) };
}
async function take(username: string, password: string, from = '127.0.0.1', url = '/api/token/take') {
  const answer = await edge.app.inject({ method: 'POST', url, remoteAddress: from, payload: { username, password } });
  return keyed.parse(answer.json());
}
async function shown(who = login, from = '127.0.0.1'): Promise<Record<string, string>> {
  const { APIKey } = await take(who.username, md5(who.password), from);
  assert.ok(APIKey);
  return { accesstoken: APIKey.access_token, tokenid: APIKey.id_token, passwordhash: md5(who.password) };
}
const dossier = (facility = '62990', more: Record<string, string> = {}) => ({ username: `${facility}_BV`, loaiHoSo: '130', maTinh: facility.slice(0, 2), maCSKCB: facility, fileHSBase64: Buffer.from(claimFile([visit('A1')])).toString('base64'), ...more });
const intakes = async (): Promise<number> => (await db.bookkeeping('test', (tx) => tx.query('select count(*)::int as n from intake', [], z.object({ n: z.number() }))))[0]?.n ?? -1;

test('without a session nothing opens, whoever is signed in at our screens: a cookie is not looked at', async () => {
  for (const as of [ANONYMOUS, clerkOf('62990'), ADMIN]) {
    for (const [method, url] of [...SENDING.map((one) => ['POST', one] as const), ['POST', '/api/kcb/xml/qd3176/guiHoSoXml'], ['GET', '/api/kcb/xml/qd3176/trangThai?maGiaoDich=x'], ['GET', '/api/yteso/ketQua?maGiaoDich=x'], ['POST', '/api/yteso/ketQua']] as const) {
      const { json } = await edge.call(as, method, url, method === 'POST' ? dossier() : undefined);
      assert.equal(said.parse(json).maKetQua, '401', url);
    }
  }
  assert.equal(await intakes(), 0);
});

test('tokens of another, changed, shown from elsewhere, with another password, or on the other axis open nothing', async () => {
  const own = await shown();
  const url = '/api/qd130/guiHoSoXmlQD3176';
  const foreign = await shown(other);
  const turned = (text = ''): string => `${text[0] === 'A' ? 'B' : 'A'}${text.slice(1)}`;
  for (const headers of [
    { ...own, accesstoken: turned(own['accesstoken']) }, { ...own, tokenid: turned(own['tokenid']) }, { ...own, passwordhash: md5('x') }, { ...own, tokenid: foreign['tokenid'] ?? '' }, { ...own, accesstoken: foreign['accesstoken'] ?? '' },
    { authorization: `Bearer ${own['tokenid']}.${own['accesstoken']}` }, { accesstoken: '', tokenid: '', passwordhash: '' }, { ...own, tokenid: 'A'.repeat(4000) },
  ]) assert.equal((await ask('POST', url, headers, dossier())).maKetQua, '401');
  assert.equal((await ask('POST', url, own, dossier(), '127.0.0.2')).maKetQua, '401');
  await db.bookkeeping('test', (tx) => tx.run("update door_account set addresses = '{10.0.0.0/8}' where username = '62981_BV'"));
  assert.equal((await ask('POST', url, foreign, dossier('62981'))).maKetQua, '401', 'its address was taken off the list');
  await db.bookkeeping('test', (tx) => tx.run("update door_account set addresses = '{127.0.0.1/32}', valid_to = '2026-01-02' where username = '62981_BV'"));
  assert.equal((await ask('POST', url, foreign, dossier('62981'))).maKetQua, '401', 'it has run out');
  await db.bookkeeping('test', (tx) => tx.run("update door_account set valid_to = null where username = '62981_BV'"));
  assert.equal(await intakes(), 0);
});

test('a facility sends its own alone; what is not as the service says is refused in the gateway’s codes and kept nowhere', async () => {
  const own = await shown();
  const url = '/api/qd130/guiHoSoXmlQD3176';
  const file = (text: string): string => Buffer.from(text).toString('base64');
  for (const [code, body] of [
    ['403', dossier('62981', { username: login.username })], ['403', dossier('62990', { fileHSBase64: file(claimFile([visit('A1')], '62981')) })], ['205', dossier('62990', { username: other.username })], ['205', dossier('62990', { loaiHoSo: '0' })],
    ['205', dossier('62990', { maTinh: '01' })], ['205', dossier('62990', { maCSKCB: '' })], ['205', dossier('62990', { fileHSBase64: 'không phải base64' })], ['205', dossier('62990', { fileHSBase64: '' })],
    ['123', dossier('62990', { fileHSBase64: file('<html/>') })], ['123', dossier('62990', { fileHSBase64: file('xin chào') })],
  ] as const) assert.equal((await ask('POST', url, own, body)).maKetQua, code, JSON.stringify(body).slice(0, 100));
  assert.equal((await ask('POST', '/api/qd130/checkInKcbQd3176', own, dossier('62990', { loaiHoSo: '0' }))).maKetQua, '123', 'a dossier at the service for check-ins');
  assert.equal((await ask('POST', url, { ...own, 'content-type': 'multipart/form-data; boundary=x' }, 'no part')).maKetQua, '205');
  assert.equal((await ask('POST', url, own, dossier('62990', { fileHSBase64: 'A'.repeat(42 * 1024 * 1024) }))).maKetQua, '1001');
  assert.equal(await intakes(), 0);
  assert.deepEqual(await context.db.bookkeeping('test', (tx) => tx.query('select code from door_receipt', [], z.object({ code: z.string() }))), []);
});

test('what another facility sent is as what nobody sent', async () => {
  const sent = await ask('POST', '/api/qd130/guiHoSoXmlQD3176', await shown(), dossier());
  assert.equal(sent.maKetQua, '200', sent.thongDiep);
  const strangers = await shown(other);
  for (const url of ['/api/yteso/ketQua?maGiaoDich=', '/api/kcb/xml/qd3176/trangThai?maGiaoDich=']) {
    const [theirs, nobodys] = [await ask('GET', `${url}${sent.maGiaoDich}`, strangers), await ask('GET', `${url}${sent.maGiaoDich.slice(0, -2)}ZZ`, strangers)];
    assert.equal(theirs.maKetQua, '204');
    assert.deepEqual(theirs, nobodys);
  }
});

test('signing in: unknown and wrong alike, from an address that is not listed, not of the form; guessing is stopped for that network alone', async () => {
  assert.equal((await take(login.username, hash)).maKetQua, '200');
  assert.equal((await take(login.username.toLowerCase(), hash.toLowerCase())).maKetQua, '200');
  assert.equal((await take(login.username, md5('sai'))).maKetQua, '401');
  assert.equal((await take('62999_BV', md5('sai'))).maKetQua, '401');
  assert.equal((await take(login.username, login.password)).maKetQua, '500');
  assert.equal((await take(login.username, hash, '198.51.100.7')).maKetQua, '403');
  const guesses = await Promise.all(Array.from({ length: 40 }, (_, i) => take(login.username, md5(String(i)), '198.51.100.9')));
  assert.equal(guesses.filter((one) => one.maKetQua === '401').length <= 20, true);
  assert.equal(guesses.some((one) => one.maKetQua === '402'), true);
  assert.equal((await take(login.username, hash)).maKetQua, '200', 'the hospital still comes in');
  const query = await edge.app.inject({ method: 'POST', url: `/api/token/take?username=${login.username}&password=${hash}` });
  assert.equal(keyed.parse(query.json()).maKetQua, '500', 'a password in an address opens nothing');
});

test('accounts: made and changed by a confirmed administrator, read by their own facility, told once', async () => {
  const made = { facility: '62985', username: '62985_BV', addresses: ['203.0.113.7', '2001:db8::/32'] };
  const confirmed = { ...ADMIN, strength: 3 as const };
  for (const as of [ANONYMOUS, clerkOf('62985'), DEPARTMENT]) assert.match((await edge.call(as, 'POST', '/api/door-accounts', made)).fault, /^access\./u);
  assert.equal((await edge.call(ADMIN, 'POST', '/api/door-accounts', made)).fault, 'identity.confirm-needed');
  for (const addresses of [[], ['x'], ['10.0.0.0/33'], ['10.0.0.1/8/8']]) assert.equal((await edge.call(confirmed, 'POST', '/api/door-accounts', { ...made, addresses })).fault, 'request.invalid');
  const { id, password } = z.object({ id: z.string(), password: z.string() }).parse((await edge.call(confirmed, 'POST', '/api/door-accounts', made)).json);
  assert.equal((await edge.call(confirmed, 'POST', '/api/door-accounts', { ...made, username: '62985_bv' })).fault, 'door.name-taken');
  const list = z.object({ items: z.array(z.looseObject({ id: z.string(), addresses: z.array(z.string()), facility: z.object({ code: z.string() }) })) });
  const seenBy = async (as: typeof ADMIN) => list.parse((await edge.call(as, 'GET', '/api/door-accounts')).json).items;
  assert.deepEqual((await seenBy(clerkOf('62985'))).map((one) => [one.id, one.addresses]), [[id, ['203.0.113.7/32', '2001:db8::/32']]]);
  assert.deepEqual(await seenBy(clerkOf('62999')), []);
  assert.doesNotMatch(JSON.stringify(await seenBy(ADMIN)), /argon2|secret/u);
  assert.equal((await take('62985_BV', md5(password), '203.0.113.7')).maKetQua, '200');
  const mine = await shown({ username: '62985_BV', password }, '203.0.113.7');
  for (const part of ['password', 'addresses', 'close']) for (const as of [ANONYMOUS, clerkOf('62985'), DEPARTMENT]) assert.match((await edge.call(as, 'POST', `/api/door-accounts/${id}/${part}`, { addresses: ['10.0.0.1'] })).fault, /^access\./u);
  const next = z.object({ password: z.string() }).parse((await edge.call(confirmed, 'POST', `/api/door-accounts/${id}/password`)).json);
  assert.equal((await ask('GET', '/api/yteso/ketQua?maGiaoDich=x', mine, undefined, '203.0.113.7')).maKetQua, '401', 'sessions of the old password end');
  assert.equal((await take('62985_BV', md5(password), '203.0.113.7')).maKetQua, '401');
  assert.equal((await take('62985_BV', md5(next.password), '203.0.113.7')).maKetQua, '200');
  assert.equal((await edge.call(confirmed, 'POST', `/api/door-accounts/${id}/close`)).fault, '');
  assert.equal((await take('62985_BV', md5(next.password), '203.0.113.7')).maKetQua, '401');
  assert.equal((await edge.call(confirmed, 'POST', `/api/door-accounts/${id}/close`)).fault, 'door.no-account');
});
