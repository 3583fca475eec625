import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemPolicy } from '#platform/access';
import type { Tx } from '#platform/db';
import { MODEL } from '#domains/person/rules';
import { knowledge, refreshKnowledge } from './knowledge.ts';

const counting = (count: number): Tx => ({ policy: systemPolicy('test', 'test'), query: (_sql, _params, row) => Promise.resolve([row.parse({ count })]), querySealed: () => Promise.resolve([]), run: () => Promise.resolve(0), audit: () => Promise.resolve(), learned: () => {} });
const MINUTES = 60_000;

test('chance likeness grows with the province: counted every ten minutes, made anew when a tenth came or went', async () => {
  const before = knowledge();
  assert.equal(before.model.prior, MODEL.prior);
  await refreshKnowledge(counting(MODEL.among * 8), 0);
  const grown = knowledge();
  assert.ok(Math.abs(grown.model.prior - (MODEL.prior - 3)) < 1e-9);
  await refreshKnowledge(counting(MODEL.among * 64), 9 * MINUTES);
  assert.equal(knowledge(), grown, 'not asked yet');
  await refreshKnowledge(counting(Math.round(MODEL.among * 8.5)), 10 * MINUTES);
  assert.equal(knowledge(), grown, 'hardly more');
  await refreshKnowledge(counting(MODEL.among * 16), 20 * MINUTES);
  assert.ok(knowledge().model.prior < grown.model.prior);
});
