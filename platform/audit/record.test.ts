import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ANONYMOUS } from '#platform/access';
import { entryOf } from './record.ts';

test('a key stands in one spelling in the trail, however it was written in the address', () => {
  const key = '4357b7ce-4180-453e-bacf-0c9086429b31';
  for (const target of [`dossier/${key.toUpperCase()}`, `dossier/${key}`, `dossier/${key.slice(0, 8).toUpperCase()}${key.slice(8)}`]) {
    assert.equal(entryOf(ANONYMOUS, { action: 'dossier.read', target }, 'done').target, `dossier/${key}`);
  }
  assert.equal(entryOf(ANONYMOUS, { action: 'record.read', target: 'Patient/ABC-1' }, 'done').target, 'Patient/ABC-1');
});
