import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeBase64 } from './base64.ts';

test('decodes what was encoded, wherever it is wrapped', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), fc.integer({ min: 1, max: 80 }), (bytes, width) => {
    const text = Buffer.from(bytes).toString('base64');
    for (const form of [text, text.replace(new RegExp(`.{1,${width}}`, 'gu'), '$&\r\n  ')]) {
      const back = decodeBase64(form);
      assert.ok(back instanceof Uint8Array);
      assert.deepEqual([...back], [...bytes]);
    }
  }));
});

test('accepts exactly what is well-formed base64', () => {
  const letters = fc.array(fc.constantFrom('A', 'z', '0', '+', '/', '=', ' ', '\n', '-', 'ế', '!'), { maxLength: 12 }).map((all) => all.join(''));
  fc.assert(fc.property(letters, (text) => {
    const bare = text.replace(/[ \n]/gu, '');
    const sound = bare.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/u.test(bare);
    assert.equal(decodeBase64(text) instanceof Uint8Array, sound, JSON.stringify(text));
  }), { numRuns: 2000 });
});

test('says what is wrong', () => {
  assert.deepEqual(decodeBase64('AAAA-AAA'), { fault: 'character', character: '-', at: 4 });
  assert.deepEqual(decodeBase64('AAAA\nAA'), { fault: 'length', letters: 6 });
  assert.deepEqual(decodeBase64('AA==AAAA'), { fault: 'character', character: '=', at: 2 });
});
