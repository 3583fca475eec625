import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Fault } from '#platform/fault';
import { turnstile } from './turnstile.ts';

test('whoever comes when too many wait is sent away; the others have their turn, a few at a time', async () => {
  const pass = turnstile(2, 3);
  let inside = 0;
  let most = 0;
  const one = async (at: number): Promise<number> => {
    most = Math.max(most, ++inside);
    await pause(2);
    inside -= 1;
    if (at === 1) throw new Error('wrong');
    return at;
  };
  const results = await Promise.allSettled([0, 1, 2, 3, 4, 5, 6].map((at) => pass(() => one(at))));
  assert.deepEqual(results.map((r) => (r.status === 'fulfilled' ? r.value : r.reason instanceof Fault ? r.reason.code : 'failed')), [0, 'failed', 2, 3, 4, 'server.busy', 'server.busy']);
  assert.equal(most, 2);
  assert.deepEqual(await Promise.all([pass(() => one(7)), pass(() => one(8))]), [7, 8], 'a failure gives its place back');
});
