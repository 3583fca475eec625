import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { ANONYMOUS } from '#platform/access';
import { testDatabase } from '#platform/db/testing';
import { ADMIN, testContext, testEdge } from '#platform/room/testing';
import { MESSAGE_STATES } from '#platform/exchange/rules';
import { registerDestination } from './destination.ts';
import { exchangeRoom } from './room.ts';

const { db } = await testDatabase();
const context = await testContext(db);
const edge = await testEdge(context, [exchangeRoom]);
const summary = z.object({ items: z.array(z.object({ state: z.string(), count: z.number() })), connected: z.boolean() });

test('the summary is for who is signed in and says whether there is a gateway at all', async () => {
  assert.equal((await edge.call(ANONYMOUS, 'GET', '/api/exchange/summary')).fault, 'access.not-signed-in');
  const read = async () => summary.parse((await edge.call(ADMIN, 'GET', '/api/exchange/summary')).json);
  assert.deepEqual([(await read()).connected, (await read()).items.length], [false, MESSAGE_STATES.length]);
  registerDestination(context, {
    name: 'bhxh', ability: 'none', perSecond: 1, parallel: 1, patience: 1,
    payload: () => Promise.resolve(new Uint8Array()), send: () => Promise.resolve({ outcome: 'unknown', answer: '' }),
  });
  assert.equal((await read()).connected, true);
});
