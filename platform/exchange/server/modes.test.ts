import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { ANONYMOUS } from '#platform/access';
import { catalogueRoom } from '#platform/catalogue/server';
import { testDatabase } from '#platform/db/testing';
import { ADMIN, DEPARTMENT, clerkOf, testContext, testEdge } from '#platform/room/testing';
import { dayInVietnam } from '#platform/time/rules';
import { exchangeRoom, modesOn, startWithMode } from './index.ts';

const { db } = await testDatabase();
const context = await testContext(db);
await catalogueRoom.prepare?.(context, () => {});
const edge = await testEdge(context, [exchangeRoom]);
const today = dayInVietnam(Date.now());
const wish = { facility: '62990', destination: 'bhxh', mode: 'relay', from: today, reason: 'bệnh viện giao cho Sở gửi' };
const put = (as: typeof ADMIN, body: object) => edge.call(as, 'PUT', '/api/exchange-modes', body);

test('who sends is set by the administrator, and by a clerk for his own facility alone', async () => {
  assert.equal((await put(ANONYMOUS, wish)).fault, 'access.not-signed-in');
  for (const as of [DEPARTMENT, clerkOf('62981'), { ...ADMIN, role: 'doctor' as const }]) assert.equal((await put(as, wish)).fault, 'access.refused');
  assert.equal((await put(ADMIN, { ...wish, facility: '*' })).fault, 'request.invalid');
  assert.equal((await put(ADMIN, { ...wish, reason: 'ok' })).fault, 'request.invalid');
  assert.equal((await put(ADMIN, { ...wish, destination: 'nowhere' })).fault, 'request.not-found');
  assert.equal((await put(ADMIN, { ...wish, from: '20260101' })).fault, 'exchange.mode-in-past');
  const modes = () => db.bookkeeping('test', (tx) => modesOn(tx, 'bhxh', ['62990', '62981'], `${today.slice(0, 4)}-${today.slice(4, 6)}-${today.slice(6)}`));
  assert.equal((await modes())('62990'), 'copy');
  assert.equal((await put(ADMIN, wish)).fault, '');
  assert.equal((await put(clerkOf('62981'), { ...wish, facility: '62981', mode: 'hold' })).fault, '');
  assert.deepEqual([(await modes())('62990'), (await modes())('62981')], ['relay', 'hold']);
});

test('a facility reads its own and the default of all', async () => {
  await db.bookkeeping('test', (tx) => startWithMode(tx, 'bhxh', 'copy'));
  const list = z.object({ destinations: z.array(z.string()), items: z.array(z.object({ facility: z.object({ code: z.string(), name: z.string() }).nullable(), mode: z.string(), reason: z.string() })) });
  const seenBy = async (as: typeof ADMIN) => list.parse((await edge.call(as, 'GET', '/api/exchange-modes')).json).items.map((one) => [one.facility?.code ?? '*', one.mode]);
  assert.equal((await edge.call(ANONYMOUS, 'GET', '/api/exchange-modes')).fault, 'access.not-signed-in');
  assert.deepEqual(await seenBy(clerkOf('62981')), [['*', 'copy'], ['62981', 'hold']]);
  assert.deepEqual(await seenBy(ADMIN), [['*', 'copy'], ['62981', 'hold'], ['62990', 'relay']]);
  assert.deepEqual(await seenBy(DEPARTMENT), [['*', 'copy'], ['62981', 'hold'], ['62990', 'relay']]);
});
