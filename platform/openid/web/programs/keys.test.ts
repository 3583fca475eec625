import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readKeys } from './keys.ts';

test('keys are typed as JSON or as an address; anything else is neither', () => {
  assert.deepEqual(readKeys(' '), { jwks: null, uri: null });
  assert.deepEqual(readKeys('https://a.example/jwks.json'), { jwks: null, uri: 'https://a.example/jwks.json' });
  assert.deepEqual(readKeys('{"keys": []}'), { jwks: { keys: [] }, uri: null });
  for (const text of ['{', '[]', '{}', 'a.example/jwks', 'null']) assert.equal(readKeys(text), undefined, text);
});
