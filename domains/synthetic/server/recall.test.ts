import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RULES } from '#domains/claim/rules';
import { measureRecall } from './recall.ts';

/** Rules about the check itself: nothing in a dossier sets them off. */
const NOT_OF_A_DOSSIER = new Set(['HE-THONG-01', 'HE-THONG-02']);

const recall = measureRecall({ people: 500, visits: 700, seed: 'recall', each: 2, asOf: '20261121' });

test('the valid dossiers of the province raise no error and no warning', () => {
  assert.ok(recall.valid >= 690);
  assert.deepEqual(recall.falseAlarms, []);
});

test('every spoil is found at its place, and was not there before', () => {
  const wrong = recall.spoils.filter((result) => result.applied === 0 || result.found < result.applied || result.early > 0)
    .map((result) => `${result.spoil.rule} (${result.spoil.what}): ${result.found}/${result.applied}, early ${result.early}; ${result.missed.join(' | ')}`);
  assert.deepEqual(wrong, []);
});

test('every rule has a spoil', () => {
  const spoiled = new Set(recall.spoils.filter((result) => result.applied > 0).map((result) => result.spoil.rule));
  assert.deepEqual(RULES.map((rule) => rule.code).filter((code) => !spoiled.has(code) && !NOT_OF_A_DOSSIER.has(code)), []);
});
