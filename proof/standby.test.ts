import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failover } from './standby/run.ts';

test('the primary is killed with all its processes: the promoted standby has all that was acknowledged, and a reader of changes misses nothing', async (t) => {
  const found = await failover(3, () => {}).catch((error: unknown) => {
    if (error instanceof Error && error.message.startsWith('not available')) return error.message;
    throw error;
  });
  if (typeof found === 'string') {
    t.skip(found);
    return;
  }
  assert.ok(found.acknowledged > 20, `${found.acknowledged} acknowledged`);
  assert.deepEqual([found.lost, found.skipped, found.epochs], [0, 0, 2]);
});
