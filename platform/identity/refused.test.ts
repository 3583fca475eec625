import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { testDatabase } from '#platform/db/testing';
import { identityServer } from './testing/index.ts';

const { db } = await testDatabase();
const server = await identityServer(db);
const id = '0190a0a0-0000-7000-8000-000000000000';
await server.make({ user: 'tram' });
await server.make({ user: 'quantri', role: 'admin', facility: null });
await server.make({ user: 'thanhtra', role: 'inspector', facility: null });

const OWN = [['POST', '/api/session/place'], ['POST', '/api/session/confirm'], ['POST', '/api/session/confirm/options'], ['POST', '/api/session/confirm/passkey'], ['POST', '/api/account/totp'], ['POST', '/api/account/totp/proof'],
  ['POST', '/api/account/passkeys/options'], ['POST', '/api/account/passkeys'], ['DELETE', '/api/account/factors/totp'], ['POST', '/api/account/recovery'], ['POST', '/api/account/password'], ['POST', '/api/account/pin'],
  ['DELETE', '/api/account/pin'], ['DELETE', '/api/account/sessions']] as const;
const ADMIN = [['POST', '/api/accounts/search'], ['GET', `/api/accounts/${id}`], ['POST', '/api/accounts'], ['POST', `/api/accounts/${id}/roles`], ['DELETE', `/api/accounts/${id}/roles/${id}`], ['POST', `/api/accounts/${id}/invitation`],
  ['POST', `/api/accounts/${id}/close`], ['POST', `/api/accounts/${id}/open`], ['POST', `/api/accounts/${id}/review`], ['DELETE', `/api/accounts/${id}/sessions`], ['GET', '/api/mergers'], ['POST', '/api/mergers'],
  ['DELETE', '/api/mergers/62001/62002'], ['GET', '/api/account-sheet'], ['POST', '/api/account-sheet/preview'], ['POST', '/api/account-sheet']] as const;
const STATIONS = [['GET', '/api/stations'], ['POST', '/api/stations'], ['DELETE', `/api/stations/${id}`]] as const;

test('nobody: every route that needs an account is refused, before its input is looked at', async () => {
  const nobody = server.browser();
  for (const [method, url] of [...OWN, ...ADMIN, ...STATIONS]) assert.equal((await nobody.call(method, url)).code, 'access.not-signed-in', url);
  for (const url of ['/api/me', '/api/account']) assert.equal((await nobody.call('GET', url)).code, 'access.not-signed-in', url);
});

test('a clerk keeps no accounts', async () => {
  const clerk = server.browser();
  await clerk.signIn('tram');
  for (const [method, url] of ADMIN) assert.equal((await clerk.call(method, url)).code, 'access.refused', url);
});

test('an inspector reads accounts and changes none', async () => {
  const inspector = server.browser();
  await inspector.signIn('thanhtra');
  for (const [method, url] of ADMIN) if ((method !== 'GET' || url === '/api/account-sheet') && url !== '/api/accounts/search') assert.equal((await inspector.call(method, url)).code, 'access.refused', url);
  assert.equal((await inspector.call('POST', '/api/accounts/search', { term: 'tram' })).status, 200);
});

test('an administrator without second factor can only enrol one; so can anybody from outside', async () => {
  const admin = server.browser();
  const me = z.object({ enrolling: z.boolean(), secondWaived: z.boolean(), actions: z.array(z.string()) });
  assert.deepEqual(me.parse((await admin.signIn('quantri')).body), { enrolling: true, secondWaived: false, actions: ['session.create', 'session.read', 'session.delete', 'session.enrol', 'health.read', 'demo.read', 'web.read'] });
  for (const [method, url] of [...ADMIN, ...STATIONS]) assert.equal((await admin.call(method, url)).code, 'access.refused', url);
  assert.equal((await admin.call('POST', '/api/account/password', { password: 'mật khẩu khác rất dài' })).code, 'access.refused');
  const outside = server.browser('203.0.113.9');
  assert.equal(me.parse((await outside.signIn('tram')).body).enrolling, true);
  assert.equal((await outside.call('GET', '/api/stations')).code, 'access.refused');
  const travelling = server.browser();
  assert.equal(me.parse((await travelling.signIn('tram')).body).enrolling, false);
  travelling.from = '203.0.113.9';
  assert.equal((await travelling.call('GET', '/api/stations')).code, 'access.refused', 'opened inside, used outside');
  await outside.enrol('tram');
  assert.equal(me.parse((await outside.call('GET', '/api/me')).body).enrolling, false);
  assert.equal((await outside.call('GET', '/api/stations')).status, 200);
});

test('what changes accounts needs a confirmation minutes ago', async () => {
  const admin = server.browser();
  const { code } = await admin.enrol('quantri');
  const someone = await server.make({ user: 'ai-do' });
  for (const [method, url, body] of [['POST', '/api/accounts', { user: 'moi', displayName: 'Người mới', role: 'nurse', facility: '62981' }], ['POST', `/api/accounts/${someone}/roles`, { role: 'nurse', facility: '62981' }],
    ['POST', `/api/accounts/${someone}/invitation`, { reset: true }], ['POST', `/api/accounts/${someone}/close`, {}], ['POST', '/api/mergers', { old: '62001', new: '62002', from: '20260101' }], ['POST', '/api/account-sheet', Buffer.from('x')]] as const) {
    assert.equal((await admin.call(method, url, body)).code, 'identity.confirm-needed', url);
  }
  assert.equal((await admin.call('POST', '/api/session/confirm', { password: 'sai', code: code() })).code, 'identity.wrong-code');
  assert.equal((await admin.call('POST', '/api/session/confirm', { password: 'một câu dễ nhớ và dài', code: code() })).status, 204);
  assert.equal((await admin.call('POST', `/api/accounts/${someone}/close`, {})).status, 204);
  await db.bookkeeping('test', (tx) => tx.run("update session set confirmed_until = now() - interval '1 second'"));
  assert.equal((await admin.call('POST', `/api/accounts/${someone}/open`, {})).code, 'identity.confirm-needed');
});

test('nobody gives himself power', async () => {
  const admin = server.browser();
  const own = await server.make({ user: 'quantri2', role: 'admin', facility: null });
  const { code } = await admin.enrol('quantri2');
  await admin.call('POST', '/api/session/confirm', { password: 'một câu dễ nhớ và dài', code: code() });
  for (const url of [`/api/accounts/${own}/roles`, `/api/accounts/${own}/close`]) assert.equal((await admin.call('POST', url, { role: 'department' })).code, 'identity.own-account');
  assert.equal((await admin.call('POST', `/api/accounts/${own}/review`)).code, 'identity.own-account');
});
