import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { ANONYMOUS } from '#platform/access';
import { testDatabase } from '#platform/db/testing';
import { ADMIN, clerkOf, DEPARTMENT, testContext, testEdge } from '#platform/room/testing';
import { MESSAGE_STATES } from '#platform/exchange/rules';
import { registerDestination } from './destination.ts';
import { exchangeRoom } from './room.ts';

const { db } = await testDatabase();
const context = await testContext(db);
const edge = await testEdge(context, [exchangeRoom]);
const summary = z.object({ items: z.array(z.object({ state: z.string(), count: z.number() })), late: z.number(), soon: z.number(), connected: z.boolean() });

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

test('the summary counts what is asked for', async () => {
  await db.bookkeeping('test', (tx) => tx.run(`insert into exchange_message (kind, destination, facility, ma_lk, revision, file, position, event, state, day, due) values
    ('dossier', 'bhxh', '99001', 'S1', 1, repeat('a', 64), 1, 'visit.closed', 'owed', '2026-11-20', now() - interval '1 hour'), ('dossier', 'bhxh', '99001', 'S2', 1, repeat('a', 64), 2, 'visit.closed', 'owed', '2026-11-21', now() + interval '1 hour'),
    ('check-in', 'byt', '99002', 'S3', 1, repeat('a', 64), 3, 'visit.opened', 'owed', '2026-11-20', now() + interval '2 days')`));
  const counts = async (query: string) => { const read = summary.parse((await edge.call(DEPARTMENT, 'GET', `/api/exchange/summary${query}`)).json); return [read.items.find((one) => one.state === 'owed')?.count, read.late, read.soon]; };
  assert.deepEqual(await counts(''), [3, 1, 1]);
  assert.deepEqual(await counts('?destination=bhxh'), [2, 1, 1]);
  assert.deepEqual(await counts('?facility=99001&day=2026-11-21&kind=dossier'), [1, 0, 1]);
  assert.deepEqual(await counts('?destination=ksk'), [0, 0, 0]);
  await db.bookkeeping('test', (tx) => tx.run('delete from exchange_message'));
});

const places = z.object({ items: z.array(z.object({ name: z.string(), stopped: z.object({ reason: z.string() }).nullable(), windows: z.array(z.object({ id: z.string(), reason: z.string() })) })) });
const readPlaces = async () => places.parse((await edge.call(ADMIN, 'GET', '/api/exchange-places')).json).items[0];

test('a receiver is stopped and planned for by the administrator alone, with a reason', async () => {
  const body = { reason: 'cổng báo bảo trì' };
  const during = { from: '2099-01-01T00:00:00+07:00', to: '2099-01-01T06:00:00+07:00', reason: 'bảo trì đầu năm' };
  assert.equal((await edge.call(ANONYMOUS, 'GET', '/api/exchange-places')).fault, 'access.not-signed-in');
  for (const who of [clerkOf('99001'), DEPARTMENT]) {
    for (const [url, sent] of [['stop', body], ['start', {}], ['windows', during]] as const) assert.equal((await edge.call(who, 'POST', `/api/exchange-places/bhxh/${url}`, sent)).fault, 'access.refused', url);
    assert.equal((await edge.call(who, 'DELETE', '/api/exchange-places/bhxh/windows/00000000-0000-4000-8000-000000000000')).fault, 'access.refused');
  }
  assert.equal((await edge.call(ADMIN, 'POST', '/api/exchange-places/khong-co/stop', body)).fault, 'request.not-found');
  assert.equal((await edge.call(ADMIN, 'POST', '/api/exchange-places/bhxh/stop', { reason: 'x' })).fault, 'request.invalid');
  assert.equal((await edge.call(ADMIN, 'POST', '/api/exchange-places/bhxh/stop', body)).status, 200);
  assert.deepEqual((await readPlaces())?.stopped, { reason: 'cổng báo bảo trì' });
  assert.equal((await edge.call(ADMIN, 'POST', '/api/exchange-places/bhxh/start', {})).status, 200);
  assert.equal((await readPlaces())?.stopped, null);
  assert.equal((await edge.call(ADMIN, 'POST', '/api/exchange-places/bhxh/windows', { ...during, to: during.from })).fault, 'request.invalid');
  assert.equal((await edge.call(ADMIN, 'POST', '/api/exchange-places/bhxh/windows', during)).status, 200);
  const planned = (await readPlaces())?.windows[0];
  assert.equal(planned?.reason, 'bảo trì đầu năm');
  assert.equal((await edge.call(ADMIN, 'DELETE', `/api/exchange-places/bhxh/windows/${planned?.id}`)).status, 200);
  assert.deepEqual((await readPlaces())?.windows, []);
});
