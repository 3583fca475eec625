import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { test } from 'node:test';
import { z } from 'zod';
import { testDatabase } from '#platform/db/testing';
import { REDIRECT, serviceKey, startOpenid } from '#platform/openid/testing';
import { removeExpired } from './adapter.ts';
import { keysPath, publicKeys, readKeys, rotateKeys } from './keys.ts';

const { db } = await testDatabase();
const world = await startOpenid(db);
const admin = world.browser('quan-tri');
const key = await serviceKey('ES384');
const good = { name: 'Biểu đồ tăng trưởng', owner: 'Công ty thử', kind: 'public', method: 'none', scopes: 'patient/*.read', redirectUris: [REDIRECT] };

test('only an administrator registers programs', async () => {
  for (const who of [undefined, 'bac-si', 'dan']) {
    assert.ok([401, 403].includes((await world.browser(who).post('/api/programs', good)).status));
    assert.ok([401, 403].includes((await world.browser(who).post('/api/programs/x/close', {})).status));
  }
});

test('a registration that does not fit together is refused in words', async () => {
  const shape = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
  const wrong: Record<string, object> = {
    'phạm vi “patient/x”': { scopes: 'patient/x' }, 'system/… chỉ dành': { scopes: 'system/*.rs' }, 'quay về': { redirectUris: [] }, 'https': { redirectUris: ['http://evil.example/'] }, 'dấu #': { redirectUris: ['https://a.example/#x'] },
    'địa chỉ “https://:pw@': { redirectUris: ['https://:pw@a.example/'] }, 'ký tự \\*': { redirectUris: ['https://*.example/'] }, 'công khai không có khoá': { method: 'private_key_jwt', jwks: key.jwks }, 'mật khẩu chung': { kind: 'confidential', method: 'client_secret_basic' },
    'đúng một trong hai': { kind: 'confidential', method: 'private_key_jwt' }, 'phần riêng': { kind: 'confidential', method: 'private_key_jwt', jwks: { keys: [{ ...key.jwks.keys[0], d: 'x' }] } },
    'chương trình nền chỉ có': { kind: 'backend', method: 'private_key_jwt', jwks: key.jwks, redirectUris: [] }, 'khoá riêng': { kind: 'backend', redirectUris: [], scopes: 'system/*.rs', method: 'client_secret_basic' },
  };
  for (const [words, change] of Object.entries(wrong)) {
    const { error } = shape.parse((await admin.post('/api/programs', { ...good, ...change })).json);
    assert.equal(error.code, 'openid.bad-program', words);
    assert.match(error.message, new RegExp(words));
  }
});

test('the list shows what was registered, scopes in their second form, never a secret', async () => {
  const { id } = await world.register(good);
  const { items } = z.object({ items: z.array(z.looseObject({ id: z.string(), scopes: z.array(z.string()) })) }).parse((await admin.get('/api/programs')).json);
  assert.deepEqual(items.find((one) => one.id === id)?.scopes, ['patient/*.rs']);
  assert.ok(!JSON.stringify(items).includes('secret'));
});

test('keys: made once, for their owner alone; after a rotation the old public halves stay until nothing signed with them holds', async () => {
  const { dataFolder } = world.context.settings;
  await admin.get('/oidc/jwks');
  const before = await readKeys(dataFolder);
  assert.deepEqual(await readKeys(dataFolder), before);
  assert.equal(statSync(keysPath(dataFolder)).mode & 0o777, 0o600);
  const now = new Date();
  const after = await rotateKeys(dataFolder, now);
  const kids = (at: Date) => publicKeys(after, at).map((one) => one.kid).sort();
  assert.deepEqual(kids(now), [...before.keys, ...after.keys].map((one) => one.kid).sort());
  assert.deepEqual(kids(new Date(now.getTime() + 25 * 3_600_000)), after.keys.map((one) => one.kid).sort());
  assert.ok(after.retired.every((one) => !('d' in one.key) && !('p' in one.key)));
  assert.equal(after.cookies[1], before.cookies[0]);
});

test('what has run out is removed, what has not stays', async () => {
  await db.bookkeeping('test', (tx) => tx.run(`insert into openid_record (model, id, payload, expires_at) values ('X', '\\x01', '{}', now() - interval '2 minutes'), ('X', '\\x02', '{}', now() + interval '1 hour')`));
  assert.equal(await removeExpired(db), false);
  const left = await db.bookkeeping('test', (tx) => tx.query(`select encode(id, 'hex') as id from openid_record where model = 'X'`, [], z.object({ id: z.string() })));
  assert.deepEqual(left, [{ id: '02' }]);
});
