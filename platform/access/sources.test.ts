import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { openedSources, sourceLabels } from './sources.ts';

const classes = fc.uniqueArray(fc.constantFrom('GDIS', 'HIV', 'PSY', 'SUD'), { maxLength: 3 });

test('a source is open to whoever may see one of its visits, and to nobody else', () => {
  fc.assert(fc.property(fc.array(classes, { minLength: 1, maxLength: 5 }), fc.uniqueArray(fc.constantFrom('GDIS', 'HIV', 'PSY', 'SUD')), (visits, rights) => {
    const labels = sourceLabels(visits);
    const mayOne = visits.some((visit) => visit.every((one) => rights.includes(one)));
    assert.equal(labels.length === 0 || labels.some((one) => openedSources(rights).includes(one)), mayOne);
  }), { numRuns: 2_000 });
});

test('the labels of a source are no classes, and many rights stay few', () => {
  assert.deepEqual(sourceLabels([['HIV', 'PSY'], ['HIV'], ['SUD']]), ['only:HIV', 'only:SUD']);
  assert.deepEqual(sourceLabels([]), []);
  assert.equal(openedSources(Array.from({ length: 11 }, (_, n) => `C${n}`)).length, 11 + 55 + 165);
});
