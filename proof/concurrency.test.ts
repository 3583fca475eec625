import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PLANTS } from './concurrency/protocol.ts';
import { run } from './concurrency/run.ts';

const say = (): void => {};

test('many clients, lost answers, server and PostgreSQL killed: nothing doubled, lost, torn or skipped', async () => {
  const { faults, acknowledged } = await run({ clients: 8, requests: 60, kills: 2, seed: 'short', say });
  assert.deepEqual(faults, []);
  assert.equal(acknowledged > 200, true);
});

test('each planted fault is found', async () => {
  for (const plant of PLANTS) {
    const { faults } = await run({ clients: 8, requests: 80, kills: 0, seed: plant, plant, say });
    assert.notEqual(faults.length, 0, plant);
  }
});
