import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PLACES, sampleIsAvailable, spoilSample } from './sample.ts';

test('the sample spoiled in forty single places: each is found there', { skip: sampleIsAvailable() ? false : 'not available' }, () => {
  const results = spoilSample();
  assert.equal(PLACES.length, 40);
  assert.deepEqual(results.filter((result) => result.found.length === 0).map((result) => `${result.place} = "${result.value}"`), []);
});
