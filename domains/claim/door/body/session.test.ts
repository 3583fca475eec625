import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { HEAD, sessionIn, sessionInHead } from './session.ts';

const SESSION = { token: 'AB12'.repeat(16), id_token: 'x-_9'.repeat(10), password: '0F'.repeat(16) };
const SHOWN = { kind: 'gateway', accessToken: SESSION.token, tokenId: SESSION.id_token, passwordHash: SESSION.password };
const bodies = (fields: readonly (readonly [string, string])[]): readonly (readonly [string, Buffer])[] => [
  ['application/x-www-form-urlencoded', Buffer.from(new URLSearchParams(fields.map(([name, value]) => [name, value])).toString())], ['application/json', Buffer.from(JSON.stringify(Object.fromEntries(fields)))], ['application/json', Buffer.from(JSON.stringify(Object.fromEntries(fields), null, 2))],
  ['multipart/form-data; boundary=b', Buffer.from(`${fields.map(([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\nContent-Type: text/plain\r\n\r\n${value}\r\n`).join('')}--b--\r\n`)],
];

test('in whichever shape and order, a session that stands in the beginning is found there, and the same in the whole body', () => {
  const names = ['maCskcb', 'token', 'id_token', 'username', 'password', 'loaiHs', 'fileBase64Str'];
  fc.assert(fc.property(fc.shuffledSubarray(names, { minLength: names.length }), fc.integer({ min: 4, max: 200_000 }), (order, size) => {
    const fields = order.map((name) => [name, name === 'fileBase64Str' ? 'QUJD'.repeat(size / 4) : Object.entries(SESSION).find(([each]) => each === name)?.[1] ?? 'x'] as const);
    for (const [type, body] of bodies(fields)) {
      const head = sessionInHead(body.subarray(0, HEAD));
      assert.deepEqual(sessionIn(type, body), SHOWN);
      // Cut off within a value, or behind the file, it is not there: never another.
      if (head !== undefined) assert.deepEqual(head, SHOWN);
      if (order.at(-1) === 'fileBase64Str') assert.deepEqual(head, SHOWN);
    }
  }), { numRuns: 60 });
});

test('a session of which a part is missing is none, in any shape', () => {
  for (const name of Object.keys(SESSION)) for (const [type, body] of bodies([...Object.entries(SESSION).map(([each, value]) => [each, each === name ? '' : value] as const), ['loaiHs', '39']])) {
    assert.equal(sessionIn(type, body), undefined);
    assert.equal(sessionInHead(body), undefined);
  }
});

test('whatever comes is looked through, and a beginning made to be slow in time', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => { sessionInHead(Buffer.from(text)); sessionIn(undefined, Buffer.from(text)); }));
  const started = performance.now();
  for (const text of ['name="token"\r\n', 'name=token\r\nx\r\n', '"token" : "', 'token=', '&token=a', `"token"${' '.repeat(300)}`, `name="token"${'a'.repeat(290)}\r\n`]) sessionInHead(Buffer.from(text.repeat(HEAD / text.length)));
  assert.ok(performance.now() - started < 2_000, `${performance.now() - started} ms`);
});
