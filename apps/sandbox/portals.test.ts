import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { after, test } from 'node:test';
import { z } from 'zod';
import { startSandbox } from './index.ts';

const sandbox = await startSandbox({ lateSeconds: 0.2 });
after(() => sandbox.close());
const json = { 'content-type': 'application/json' };
const post = (path: string, body: unknown, headers: Record<string, string> = {}) => fetch(`${sandbox.url}${path}`, { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(body) });
const xml = (maLk: string, facility = '99001'): string => `<GIAMDINHHS><THONGTINDONVI><MACSKCB>${facility}</MACSKCB></THONGTINDONVI><THONGTINHOSO><DANHSACHHOSO><HOSO><FILEHOSO><LOAIHOSO>XML1</LOAIHOSO><NOIDUNGFILE>${Buffer.from(`<TONG_HOP><MA_LK>${maLk}</MA_LK></TONG_HOP>`).toString('base64')}</NOIDUNGFILE></FILEHOSO></HOSO></DANHSACHHOSO></THONGTINHOSO><CHUKYDONVI/></GIAMDINHHS>`;

async function bearer(): Promise<string> {
  const answer = await fetch(`${sandbox.url}/realms/byt/protocol/openid-connect/token`, { method: 'POST', body: new URLSearchParams({ grant_type: 'client_credentials', client_id: 'yteso', client_secret: sandbox.ministry.clientSecret }) });
  return `Bearer ${z.object({ access_token: z.string() }).parse(await answer.json()).access_token}`;
}
const said = z.object({ maKetQua: z.string(), maGiaoDich: z.string().optional() });
const toMinistry = async (maGui: string, maLk: string, more: { headers?: Record<string, string>; body?: object } = {}) =>
  post('/hoc-receiver/hoc-130/khamchuabenh130', { maGui, maTinh: '99', maCSKCB: '99001', loaiHoSo: '130', fileHSBase64: Buffer.from(xml(maLk)).toString('base64'), ...more.body }, { authorization: await bearer(), 'x-ma-tinh': '99', 'x-ma-cskcb': '99001', ...more.headers });

test('the Ministry’s portal: token, headers and file are checked; the same twice is two; it can be asked by the sender’s key', async () => {
  assert.equal((await toMinistry('key-00001', 'A', { headers: { authorization: 'Bearer x' } })).status, 401);
  assert.equal((await toMinistry('key-00001', 'A', { headers: { 'x-ma-cskcb': '99002' } })).status, 400);
  assert.equal((await toMinistry('key-00001', 'A', { body: { loaiHoSo: '0' } })).status, 400);
  assert.equal(said.parse(await (await toMinistry('key-00001', 'A', { body: { fileHSBase64: Buffer.from(xml('A', '99002')).toString('base64') } })).json()).maKetQua, '123');
  const ask = async (key: string) => said.parse(await (await fetch(`${sandbox.url}/hoc-receiver/trang-thai?maGui=${key}`, { headers: { authorization: await bearer() } })).json());
  assert.equal((await ask('key-00001')).maKetQua, '404');
  const first = said.parse(await (await toMinistry('key-00001', 'A')).json());
  await toMinistry('key-00001', 'A');
  assert.deepEqual([(await ask('key-00001')).maGiaoDich, sandbox.ledger.times('A')], [first.maGiaoDich, 2]);
});

test('the health-check hub: sign-in, signature, one effect for one msg_id', async () => {
  const sender = '8930000000017';
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const login = async (password: string) => post('/api/auth/login', { username: sender, password });
  assert.equal((await login('x')).status, 401);
  const { token } = z.object({ token: z.string() }).parse(await (await login(sandbox.checkup.passwordOf(sender))).json());
  const header = { version: '1.0', sender_id: sender, receiver_id: 'TDLBYT', txn_type: 'sync_checkup', msg_id: `${sender}261127${'a'.repeat(32)}`, msg_type: 101, data_type: 'xml/base64', send_datetime: 1 };
  const push = async (more: object = {}, data = Buffer.from('<KSK><MA_LK>K1</MA_LK></KSK>').toString('base64')) => {
    const whole = { ...header, ...more };
    const body = { header: whole, data, signature: sign('sha256', Buffer.from(JSON.stringify(whole) + data), privateKey).toString('base64') };
    const answer = await post('/api/platform/data-sync/push', body, { authorization: `Bearer ${token}`, 'service-type': '100' });
    return z.object({ res_code: z.string(), txn_id: z.string() }).parse(await answer.json());
  };
  assert.equal((await push()).res_code, 'PS_SIGNATURE_INVALID', 'no key is registered');
  sandbox.checkup.register(sender, publicKey.export({ type: 'spki', format: 'pem' }).toString());
  assert.equal((await push({ msg_id: 'x' })).res_code, 'CM_INVALID_REQUEST');
  const first = await push();
  assert.deepEqual([first.res_code, (await push()).txn_id, sandbox.ledger.times('K1')], ['CM_SUCCESS', first.txn_id, 1]);
});

test('switches: each failure takes or does not take as the list says, and can be set from outside', async () => {
  const set = (chances: object) => fetch(`${sandbox.url}/cong-tac`, { method: 'PUT', headers: json, body: JSON.stringify({ byt: chances }) });
  const untaken = new Set(['html', 'error', 'cut-before', 'dead-token']);
  for (const name of ['slow', 'shuffled', 'html', 'error', 'late', 'empty', 'twice', 'cut-before', 'cut-after', 'dead-token', 'wrong-clock']) {
    assert.deepEqual(await (await set({ [name]: 1 })).json(), { byt: { [name]: 1 } });
    const sent = await toMinistry(`key-${name}-1`, `S-${name}`).then((answer) => answer.text(), () => 'cut');
    assert.equal(sandbox.ledger.times(`S-${name}`), untaken.has(name) ? 0 : 1, `${name}: ${sent}`);
  }
  await set({});
  assert.equal((await fetch(`${sandbox.url}/cong-tac`, { method: 'PUT', headers: json, body: '{"byt": 1}' })).status, 400);
});
