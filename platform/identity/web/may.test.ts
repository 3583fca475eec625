import assert from 'node:assert/strict';
import { test } from 'node:test';
import { may } from './may.ts';

test('a grant opens its action and its noun, nothing beside', () => {
  const me = { actions: ['dossier.*', 'catalogue.read'] };
  assert.deepEqual(['dossier.read', 'dossiers.read', 'catalogue.read', 'catalogue.close', 'person.read'].map((action) => may(me, action)), [true, false, true, false, false]);
  assert.equal(may({ actions: ['*'] }, 'person.read'), true);
  assert.equal(may(undefined, 'person.read'), false);
});
