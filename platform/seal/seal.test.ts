import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { isSealed, openSealKeys, passingKeys, rotateSealKey, seal, unseal } from './index.ts';

const keys = passingKeys();

test('what is sealed opens as it was, and never where it was moved to or after a bit was turned', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.nat(), (content, at) => {
    const sealed = seal(keys, 'Observation/o1', content);
    assert.ok(isSealed(sealed.mark));
    assert.equal(unseal(keys, 'Observation/o1', sealed), content);
    assert.equal(seal(keys, 'Observation/o1', content).mark, sealed.mark, 'the same content has the same mark');
    assert.throws(() => unseal(keys, 'Observation/o2', sealed));
    const turned = Buffer.from(sealed.bytes);
    const place = at % turned.length;
    turned[place] = (turned[place] ?? 0) ^ 1;
    assert.throws(() => unseal(keys, 'Observation/o1', { ...sealed, bytes: turned }));
  }), { numRuns: 200 });
});

test('keys are made once, for the owner alone; a new one seals, the old one still opens', () => {
  const folder = mkdtempSync(join(tmpdir(), 'yteso-seal-'));
  try {
    const first = openSealKeys(folder);
    const sealed = seal(first, 'Condition/c', 'B20');
    assert.equal(statSync(join(folder, 'keys/seal.json')).mode & 0o777, 0o600);
    assert.equal(rotateSealKey(folder), 'k2');
    const second = openSealKeys(folder);
    assert.equal(unseal(second, 'Condition/c', sealed), 'B20');
    assert.equal(seal(second, 'Condition/c', 'B20').mark, sealed.mark, 'a new key makes no new version');
    assert.throws(() => unseal(first, 'Condition/c', seal(second, 'Condition/c', 'B20')), /no key k2/u);
    writeFileSync(join(folder, 'keys/seal.json'), '{}');
    assert.throws(() => openSealKeys(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
