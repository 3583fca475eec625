import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { jobRunner } from './runner.ts';

test('a job goes on while there is more, sleeps, and is woken', async () => {
  let left = 3;
  let runs = 0;
  const runner = jobRunner(() => assert.fail('no error expected'));
  runner.add({ name: 'a', every: 1000, run: async () => { runs += 1; left -= 1; return left > 0; } });
  runner.start();
  await pause(20);
  assert.equal(runs, 3);
  runner.wake('a');
  await pause(20);
  assert.equal(runs, 4);
  await runner.stop();
});

test('a failing job is told of, waits, and is tried again; its neighbours go on', async () => {
  const failures: number[] = [];
  let good = 0;
  const runner = jobRunner((_job, _error, count) => failures.push(count));
  runner.add({ name: 'bad', every: 1, run: async () => { throw new Error('x'); } });
  runner.add({ name: 'good', every: 0.01, run: async () => { good += 1; return false; } });
  runner.start();
  await pause(60);
  assert.deepEqual(failures, [1]);
  assert.ok(good > 1);
  assert.equal(runner.states()[0]?.state, 'failing');
  await runner.stop();
});

test('stop waits for the piece at hand and begins no other', async () => {
  let finished = 0;
  const runner = jobRunner(() => {});
  runner.add({ name: 'slow', every: 0, run: async () => { await pause(30); finished += 1; return true; } });
  runner.start();
  await pause(5);
  await runner.stop();
  assert.equal(finished, 1);
  await pause(50);
  assert.equal(finished, 1);
});
