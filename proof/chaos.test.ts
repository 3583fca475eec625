import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomOf } from '#domains/synthetic/rules';
import { run } from './chaos/run.ts';

const drawOf = (name: string): (() => number) => { const random = randomOf(name); return () => random.between(0, 999_999) / 1_000_000; };

test('every failure at once, sender, database and receivers killed: one effect where it is promised, at most one elsewhere, and the unknown ones are named', async (t) => {
  const found = await run({ each: 60, kills: 3, draw: drawOf('short'), say: () => {} });
  assert.deepEqual(found.faults, []);
  assert.equal(found.messages, 180);
  t.diagnostic(`${found.seconds.toFixed(0)} s, killed ${found.kills}`);
});

test('a sender that sends again what may have arrived is found', async () => {
  assert.notDeepEqual((await run({ each: 100, kills: 0, draw: drawOf('plant'), plant: 'resend-unknown', say: () => {} })).faults, []);
});
