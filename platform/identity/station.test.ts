import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { testDatabase } from '#platform/db/testing';
import { identityServer, PASSWORD } from './testing/index.ts';
import type { Browser } from './testing/index.ts';

const { db } = await testDatabase();
const server = await identityServer(db);
const [lan, mai] = [await server.make({ user: 'ca-lan', displayName: 'Lan' }), await server.make({ user: 'ca-mai', displayName: 'Mai' })];
const station = z.object({ station: z.object({ name: z.string(), facility: z.object({ code: z.string() }) }).nullable(), people: z.array(z.object({ id: z.string(), displayName: z.string(), pin: z.boolean() })) });
const me = z.looseObject({ account: z.string(), strength: z.number(), method: z.string(), facility: z.object({ code: z.string() }).nullable(), place: z.object({ id: z.string() }) });
const put = (sql: string) => db.bookkeeping('test', (tx) => tx.run(sql));
const pinOf = async (browser: Browser, user: string, pin: string) => {
  await browser.signIn(user);
  return browser.call('POST', '/api/account/pin', { pin, current: PASSWORD });
};
const shared = server.browser();
await pinOf(shared, 'ca-lan', '482913');
assert.equal((await shared.call('POST', '/api/stations', { name: 'Máy phòng khám 1' })).status, 200);
await pinOf(shared, 'ca-mai', '730284');
const change = (account: string, pin: string, browser = shared) => browser.call('POST', '/api/session/switch', { account, pin });

test('without the cookie of a registered computer nobody is shown and nobody switches', async () => {
  const elsewhere = server.browser();
  assert.deepEqual(await elsewhere.ask('GET', '/api/station', station), { station: null, people: [] });
  assert.equal((await change(lan, '482913', elsewhere)).code, 'identity.no-station');
  elsewhere.cookies.set('yteso-station', 'x'.repeat(43));
  assert.equal((await change(lan, '482913', elsewhere)).code, 'identity.no-station');
});

test('easy PINs, and a PIN without the password once more, are refused', async () => {
  await shared.signIn('ca-lan');
  for (const pin of ['111111', '123456', '987654', '12345', '1234567', 'abcdef', '121212']) assert.equal((await shared.call('POST', '/api/account/pin', { pin, current: PASSWORD })).code, 'identity.weak-pin', pin);
  assert.equal((await shared.call('POST', '/api/account/pin', { pin: '593014' })).code, 'identity.confirm-needed');
  assert.equal((await shared.call('POST', '/api/account/pin', { pin: '593014', current: 'sai' })).code, 'identity.wrong-password');
});

test('the right PIN takes over in a moment, with strength 1 at the computer’s facility; the session before ends', async () => {
  const before = shared.cookies.get('yteso');
  assert.deepEqual((await shared.ask('GET', '/api/station', station)).people.map((one) => [one.displayName, one.pin]), [['Lan', true], ['Mai', true]]);
  const began = performance.now();
  const answer = await change(mai, '730284');
  assert.ok(performance.now() - began < 5000);
  const now = me.parse(answer.body);
  assert.deepEqual([now.account, now.strength, now.method, now.facility?.code], ['ca-mai', 1, 'pin', '62981']);
  assert.notEqual(shared.cookies.get('yteso'), before);
  assert.equal((await shared.call('POST', '/api/session/place', { id: now.place.id, facility: '62981' })).code, 'identity.no-such-place', 'a PIN keeps its place');
  assert.equal((await shared.call('POST', '/api/account/totp')).code, 'identity.fresh-sign-in-needed', 'a PIN enrols no factor');
});

test('a PIN’s session ends with the role it was opened for; another role of the same person is not taken up, nor is what was confirmed', async () => {
  const two = await server.make({ user: 'ca-hai-noi', displayName: 'Hai nơi' });
  await put(`insert into account_role (account, role, facility, valid_from, granted_by) values ('${two}', 'facility', '62990', '2026-01-01', 'test')`);
  await pinOf(shared, 'ca-hai-noi', '482913');
  const end = (until: string) => put(`update account_role set valid_to = ${until} where account = '${two}' and facility = '62981'`);
  assert.equal((await change(two, '482913')).status, 200);
  await end(`'2026-01-02', valid_from = '2026-01-01'`);
  assert.equal((await shared.call('GET', '/api/me')).status, 401);
  await end('null');
  await shared.signIn('ca-hai-noi');
  const [first] = z.looseObject({ places: z.array(z.object({ id: z.string(), facility: z.object({ code: z.string() }) })) }).parse((await shared.call('GET', '/api/me')).body).places.filter((one) => one.facility.code === '62981');
  assert.equal((await shared.call('POST', '/api/session/place', { id: first?.id, facility: '62981' })).status, 200);
  await put(`update session set confirmed_until = now() + interval '5 minutes' where account = '${two}'`);
  assert.equal(me.parse((await shared.call('GET', '/api/me')).body).strength, 3);
  await end(`'2026-01-02', valid_from = '2026-01-01'`);
  const now = me.parse((await shared.call('GET', '/api/me')).body);
  assert.deepEqual([now.facility?.code, now.strength], ['62990', 1]);
});

test('five wrong PINs, in parallel too, lock it until a full sign-in, and the password stays free', async () => {
  const codes = (await Promise.all(Array.from({ length: 15 }, () => change(lan, '000000')))).map((one) => one.code);
  assert.deepEqual([codes.filter((one) => one === 'identity.wrong-pin').length, codes.filter((one) => one === 'identity.full-sign-in-needed').length], [5, 10]);
  assert.equal((await change(lan, '482913')).code, 'identity.full-sign-in-needed');
  await put('delete from sign_in_failure');
  assert.equal((await shared.signIn('ca-lan')).status, 200);
  assert.equal((await change(lan, '482913')).status, 200);
});

test('twelve hours after the full sign-in, from outside, without a role there, or on a computer shut out, the PIN opens nothing', async () => {
  await put("update station_person set full_at = now() - interval '13 hours'");
  assert.equal((await change(mai, '730284')).code, 'identity.full-sign-in-needed');
  await put('update station_person set full_at = now()');
  const outside = server.browser('203.0.113.5');
  for (const [name, value] of shared.cookies) outside.cookies.set(name, value);
  assert.equal((await change(mai, '730284', outside)).code, 'identity.full-sign-in-needed');
  await put(`update account_role set facility = '62990' where account = '${mai}'`);
  assert.equal((await change(mai, '730284')).code, 'identity.full-sign-in-needed');
  await put(`update account_role set facility = '62981' where account = '${mai}'`);
  assert.equal((await change(mai, '730284')).status, 200);
  const other = server.browser();
  await server.make({ user: 'tram-khac', facility: '62980' });
  await other.signIn('tram-khac');
  const { items } = await shared.ask('GET', '/api/stations', z.object({ items: z.array(z.object({ id: z.string() })) }));
  assert.deepEqual((await other.call('GET', '/api/stations')).body, { items: [] });
  assert.equal((await other.call('DELETE', `/api/stations/${items[0]?.id}`)).status, 404);
  await shared.signIn('ca-lan');
  assert.equal((await shared.call('DELETE', `/api/stations/${items[0]?.id}`)).status, 204);
  assert.equal((await change(mai, '730284')).code, 'identity.no-station');
});
