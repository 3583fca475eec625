import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listOfCode, step } from './term.ts';

test('only what looks like a code is asked of the lists', () => {
  assert.deepEqual(['K92', 'k92.2', 'K92.', '02.0085', '02.0085.1778'].map(listOfCode), ['icd10', 'icd10', 'icd10', 'service', 'service']);
  for (const term of ['An', 'K9', 'Nguyễn Văn An', '001085012345', '0912345678', 'DN4790000000000', '']) assert.equal(listOfCode(term), null, term);
});

test('the choice goes round', () => {
  assert.deepEqual([step(0, 1, 3), step(2, 1, 3), step(0, -1, 3), step(0, 1, 0)], [1, 0, 2, 0]);
});
