import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { ANONYMOUS } from '#platform/access';
import { catalogueRoom } from '#platform/catalogue/server';
import { testDatabase } from '#platform/db/testing';
import { exchangeRoom } from '#platform/exchange/server';
import { ADMIN, clerkOf, DEPARTMENT, testContext, testEdge } from '#platform/room/testing';
import { doorRoom } from './index.ts';
import { makeAccount, md5 } from './testing/index.ts';

const { db } = await testDatabase();
const context = await testContext(db);
await catalogueRoom.prepare?.(context, () => {});
const edge = await testEdge(context, [exchangeRoom, doorRoom]);
const URL = '/api/yteso/daily-count';
const DAY = '2026-11-20';
const login = await makeAccount(db, '62990');

const said = z.object({ maKetQua: z.string(), thongDiep: z.string() });
async function shown(who = login): Promise<Record<string, string>> {
  const answer = await edge.app.inject({ method: 'POST', url: '/api/token/take', payload: { username: who.username, password: md5(who.password) } });
  const { APIKey } = z.object({ APIKey: z.object({ access_token: z.string(), id_token: z.string() }) }).parse(answer.json());
  return { accesstoken: APIKey.access_token, tokenid: APIKey.id_token, passwordhash: md5(who.password) };
}
const own = await shown();
const ask = async (body: object | string, headers = own, from = '127.0.0.1') => said.parse((await edge.app.inject({ method: 'POST', url: URL, headers: { 'content-type': 'application/json', ...headers }, payload: typeof body === 'string' ? body : JSON.stringify(body), remoteAddress: from })).json());
const rows = () => db.bookkeeping('test', (tx) => tx.query('select facility, destination, day::text as day, count, visits, said_by from exchange_source order by facility, day', [], z.object({ facility: z.string(), destination: z.string(), day: z.string(), count: z.number(), visits: z.array(z.string()).nullable(), said_by: z.string() })));
const dayOf = async () => z.object({ totals: z.object({ source: z.number().nullable() }), said: z.object({ count: z.number(), listed: z.boolean(), by: z.string(), byProgram: z.boolean() }).nullable(), lines: z.array(z.object({ key: z.string(), cause: z.string() })) })
  .parse((await edge.call(clerkOf('62990'), 'GET', `/api/exchange-days/62990/bhxh/${DAY}`)).json);

test('without a session that holds nothing is said, whoever is signed in at our screens', async () => {
  for (const as of [ANONYMOUS, clerkOf('62990'), ADMIN, DEPARTMENT]) assert.equal(said.parse((await edge.call(as, 'POST', URL, { day: DAY, count: 1 })).json).maKetQua, '401');
  assert.equal((await ask({ day: DAY, count: 1 }, { ...own, passwordhash: md5('x') })).maKetQua, '401');
  assert.equal((await ask({ day: DAY, count: 1 }, own, '127.0.0.2')).maKetQua, '401', 'from elsewhere');
  assert.deepEqual(await rows(), []);
});

test('of another facility, or not of the form, it is refused with the field that is wrong', async () => {
  assert.equal((await ask({ day: DAY, count: 1, maCSKCB: '62981' })).maKetQua, '403');
  for (const [word, body] of [
    [/JSON/u, 'day=2026-11-20'], [/day/u, { day: '20261120', count: 1 }], [/count/u, { day: DAY }], [/count/u, { day: DAY, count: -1 }], [/count/u, { day: DAY, count: 1.5 }], [/visits/u, { day: DAY, count: 1, visits: [''] }], [/visits/u, { day: DAY, count: 1, visits: ['a\u0000b'] }], [/visits/u, { day: DAY, count: 1, visits: ['a\ud800'] }], [/visits/u, { day: DAY, count: 20_001, visits: Array.from({ length: 20_001 }, (_, i) => `V${i}`) }],
    [/count là 3 nhưng visits có 2/u, { day: DAY, count: 3, visits: ['A', 'B', 'A'] }], [/chưa tới/u, { day: '2999-01-01', count: 1 }], [/destination/u, { day: DAY, count: 1, destination: 'khac' }],
  ] as const) {
    const answer = await ask(body);
    assert.equal(answer.maKetQua, '205', JSON.stringify(body).slice(0, 80));
    assert.match(answer.thongDiep, word);
  }
  assert.equal((await ask({ day: DAY, count: 1, visits: ['A'.repeat(5 * 1024 * 1024)] })).maKetQua, '1001');
  assert.deepEqual(await rows(), []);
});

test('a closed day stays as a person closed it, and says so', async () => {
  await db.bookkeeping('test', (tx) => tx.run("insert into exchange_closing (facility, destination, day, number, frozen, hash, facts, closed_by) values ('62990', 'bhxh', '2026-11-19', 1, '{}', 'h', 'f', 'test')"));
  const answer = await ask({ day: '2026-11-19', count: 4 });
  assert.equal(answer.maKetQua, '409');
  assert.match(answer.thongDiep, /Ngày 19\/11\/2026 đã chốt/u);
  assert.deepEqual(await rows(), []);
  await db.bookkeeping('test', (tx) => tx.run("update exchange_closing set reopened_by = 'test', reopened_at = now(), reopen_reason = 'thử'"));
  assert.equal((await ask({ day: '2026-11-19', count: 4 })).maKetQua, '200');
  await db.bookkeeping('test', (tx) => tx.run('delete from exchange_source'));
});

test('it writes the row of the clerk’s form; the later word counts, both stand in the trail, and the day says whose it is', async () => {
  assert.equal((await ask({ day: DAY, count: 2, visits: ['A', 'B', 'B'], maCSKCB: '62990' })).maKetQua, '200');
  assert.deepEqual(await rows(), [{ facility: '62990', destination: 'bhxh', day: DAY, count: 2, visits: ['A', 'B'], said_by: 'door:62990_BV' }]);
  assert.deepEqual(await dayOf(), { totals: { source: 2 }, said: { count: 2, listed: true, by: 'phần mềm của cơ sở (62990_BV)', byProgram: true }, lines: [{ key: 'A', cause: 'not-sent' }, { key: 'B', cause: 'not-sent' }] });
  assert.equal((await edge.call(clerkOf('62990'), 'PUT', `/api/exchange-days/62990/bhxh/${DAY}/source`, { count: 5 })).status, 200);
  assert.deepEqual((await dayOf()).said, { count: 5, listed: false, by: 'clerk-62990', byProgram: false });
  assert.equal((await ask({ day: DAY, count: 6 })).maKetQua, '200');
  assert.deepEqual((await dayOf()).said, { count: 6, listed: false, by: 'phần mềm của cơ sở (62990_BV)', byProgram: true });
  const trail = await db.bookkeeping('test', (tx) => tx.query("select actor, target from audit_event where action = 'exchange-day.count' and target like '%2026-11-20/source/%' order by at, id", [], z.object({ actor: z.string(), target: z.string() })));
  assert.deepEqual(trail.map((one) => `${one.actor} ${one.target.split('/').at(-1)}`), ['door:62990_BV 2', 'clerk-62990 5', 'door:62990_BV 6']);
});

test('a clerk of another facility sees none of it', async () => {
  assert.equal((await edge.call(clerkOf('62981'), 'GET', `/api/exchange-days/62990/bhxh/${DAY}`)).fault, 'access.refused');
  const seen = z.object({ said: z.null(), totals: z.object({ source: z.null() }) });
  assert.ok(seen.safeParse((await edge.call(DEPARTMENT, 'GET', `/api/exchange-days/62990/bhxh/${DAY}`)).json).success);
});
