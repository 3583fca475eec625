import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { z } from 'zod';
import { systemPolicy } from '#platform/access';
import { catalogueRoom } from '#platform/catalogue/server';
import { testDatabase } from '#platform/db/testing';
import { createHttp } from '#platform/http';
import { createAccount, identityOf, identityRoom } from '#platform/identity';
import { testContext } from '#platform/room/testing';
import { doorRoom } from '#domains/claim/door';
import { makeAccount, md5 } from '#domains/claim/door/testing';
import { claimRoom } from '#domains/claim/server';
import { claimFile, visit } from '#domains/claim/testing';
import { sessionGate } from './gate.ts';
import { connectIdentityLaw } from './law.ts';

connectIdentityLaw();
const { db } = await testDatabase();
const context = await testContext(db);
await catalogueRoom.prepare?.(context, () => {});
const password = 'mật khẩu để thử thật dài';
await db.withAccess(systemPolicy('test', 'test'), { action: 'account.create', target: 'account/new' }, (tx) => createAccount(tx, { user: 'tram', displayName: 'Trạm', role: 'facility', facility: '62990', password }, 14));
const app = await createHttp({ gate: sessionGate(db, identityOf(context)), metrics: context.metrics, logLevel: 'silent', trustProxy: 0 });
for (const room of [identityRoom, claimRoom, doorRoom]) await room.routes?.(app, context);
after(() => app.close());
const login = await makeAccount(db, '62990');

const codeOf = (answer: { json(): unknown }): string => z.object({ maKetQua: z.string() }).parse(answer.json()).maKetQua;
const faultOf = (answer: { json(): unknown }): string => z.object({ error: z.object({ code: z.string() }) }).parse(answer.json()).error.code;
const keys = z.object({ APIKey: z.object({ access_token: z.string(), id_token: z.string() }) });
const file = (): object => ({ loaiHoSo: '130', maTinh: '62', maCSKCB: '62990', fileHSBase64: Buffer.from(claimFile([visit('A1')])).toString('base64') });

test('the door never acts in the name of a cookie, and its tokens open nothing but the door', async () => {
  const signIn = await app.inject({ method: 'POST', url: '/api/session', headers: { 'x-yteso': '1' }, payload: { account: 'tram', password } });
  assert.equal(signIn.statusCode, 200, signIn.body);
  const cookie = String(signIn.headers['set-cookie']).split(';')[0] ?? '';
  const mine = { 'x-yteso': '1', cookie };
  assert.equal((await app.inject({ method: 'GET', url: '/api/intakes', headers: mine })).statusCode, 200, 'the cookie is good elsewhere');
  for (const url of ['/api/qd130/guiHoSoXmlQD3176', '/api/kcb/xml/qd3176/guiHoSoXml', '/api/yteso/ketQua']) assert.equal(codeOf(await app.inject({ method: 'POST', url, headers: mine, payload: file() })), '401', url);

  const axis = keys.parse((await app.inject({ method: 'POST', url: '/api/auth/token/take', payload: { username: login.username, password: md5(login.password) } })).json()).APIKey;
  const { access_token: accesstoken, id_token: tokenid } = keys.parse((await app.inject({ method: 'POST', url: '/api/token/take', headers: { origin: 'https://la.example', 'sec-fetch-site': 'cross-site' }, payload: { username: login.username, password: md5(login.password) } })).json()).APIKey;
  const shown = { accesstoken, tokenid, passwordhash: md5(login.password) };
  for (const headers of [{ authorization: `Bearer ${axis.access_token}` }, shown]) {
    for (const [method, url] of [['GET', '/api/intakes'], ['POST', '/api/intakes'], ['GET', '/api/door-accounts'], ['POST', '/api/door-accounts']] as const) {
      const answer = await app.inject({ method, url, headers: { ...headers, 'x-yteso': '1' }, ...(method === 'POST' ? { payload: {} } : {}) });
      assert.ok([401, 403].includes(answer.statusCode), `${method} ${url} ${answer.statusCode}`);
    }
  }
  assert.equal(codeOf(await app.inject({ method: 'POST', url: '/api/qd130/guiHoSoXmlQD3176', headers: shown, payload: file() })), '200');
});

test('the pages of the administrator keep the header that guards cookies', async () => {
  for (const url of ['/api/door-accounts', '/api/door-accounts/00000000-0000-4000-8000-000000000000/close']) assert.equal(faultOf(await app.inject({ method: 'POST', url, payload: {} })), 'access.foreign-origin');
});
