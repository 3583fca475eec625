import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { testDatabase } from '#platform/db/testing';
import { base32, codeAt } from './factor/code.ts';
import { close, open } from './factor/box.ts';
import { Authenticator, fromBase32, identityServer, ORIGIN, PASSWORD } from './testing/index.ts';
import type { Browser } from './testing/index.ts';

const { db } = await testDatabase();
const server = await identityServer(db);
const ticket = z.object({ next: z.literal('second'), ticket: z.string(), ways: z.array(z.string()) });
const options = z.object({ ticket: z.string(), options: z.looseObject({ challenge: z.string() }) });
const creation = z.object({ ticket: z.string(), options: z.looseObject({ challenge: z.string(), user: z.looseObject({ id: z.string() }) }) });
const me = z.looseObject({ account: z.string(), strength: z.number(), method: z.string() });
const now = (sql: string) => db.bookkeeping('test', (tx) => tx.run(sql));

test('TOTP: the vectors of RFC 6238, base32 back and forth', () => {
  const secret = Buffer.from('12345678901234567890');
  for (const [time, code] of [[59, '94287082'], [1_111_111_109, '07081804'], [1_234_567_890, '89005924'], [20_000_000_000, '65353130']] as const) assert.equal(codeAt(secret, Math.floor(time / 30), 8), code);
  assert.equal(base32(secret), 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
  assert.deepEqual(fromBase32(base32(secret)), secret);
});

test('a closed secret opens only at its place, with its key, unaltered', () => {
  const key = Buffer.alloc(32, 1);
  const box = close(key, 'totp|a', Buffer.from('bí mật'));
  assert.equal(open(key, 'totp|a', box).toString(), 'bí mật');
  const altered = Buffer.from(box);
  altered[40] = (altered[40] ?? 0) ^ 1;
  altered[30] = (altered[30] ?? 0) ^ 1;
  for (const attempt of [() => open(key, 'totp|b', box), () => open(Buffer.alloc(32, 2), 'totp|a', box), () => open(key, 'totp|a', altered)]) assert.throws(attempt, /khoá/);
});

test('password, then code: a wrong code is refused and leaves the step open; a used code is refused; parallel uses win once', async () => {
  await server.make({ user: 'lan' });
  const { code } = await server.browser().enrol('lan');
  const browser = server.browser();
  const first = ticket.parse((await browser.signIn('lan')).body);
  assert.deepEqual(first.ways, ['totp', 'recovery']);
  assert.deepEqual((await browser.call('GET', '/api/me')).status, 401, 'the password alone opens nothing');
  assert.equal((await browser.call('POST', '/api/session/second', { ticket: first.ticket, code: '000000' })).code, 'identity.wrong-code');
  assert.equal((await browser.call('POST', '/api/session/second', { ticket: first.ticket, code: code(-1) })).code, 'identity.wrong-code', 'used at enrolment');
  const others = await Promise.all([1, 2, 3].map(async () => ticket.parse((await server.browser().signIn('lan')).body).ticket));
  const wins = await Promise.all(others.map((one) => server.browser().call('POST', '/api/session/second', { ticket: one, code: code() })));
  assert.deepEqual(wins.map((one) => one.status).sort(), [200, 401, 401]);
  assert.deepEqual(me.parse(wins.find((one) => one.status === 200)?.body), { ...me.parse(wins.find((one) => one.status === 200)?.body), strength: 2, method: 'totp' });
});

test('guesses at the code lock, in parallel too, and not for ever', async () => {
  await server.make({ user: 'doan' });
  await server.browser().enrol('doan');
  const open = ticket.parse((await server.browser().signIn('doan')).body).ticket;
  const codes = (await Promise.all(Array.from({ length: 12 }, () => server.browser().call('POST', '/api/session/second', { ticket: open, code: '123456' })))).map((one) => one.code);
  assert.equal(codes.filter((one) => one === 'identity.locked').length, 7);
  await now("update sign_in_failure set locked_until = now(), last_at = now() - interval '2 hours'");
  assert.equal((await server.browser().call('POST', '/api/session/second', { ticket: open, code: '123456' })).code, 'identity.wrong-code');
});

test('a recovery code works once', async () => {
  await server.make({ user: 'du-phong' });
  const { recovery } = await server.browser().enrol('du-phong');
  assert.equal(recovery.length, 10);
  const use = async (): Promise<number> => (await server.browser().call('POST', '/api/session/second', { ticket: ticket.parse((await server.browser().signIn('du-phong')).body).ticket, recovery: recovery[3]?.toUpperCase() })).status;
  assert.deepEqual([await use(), await use()], [200, 401]);
});

async function register(browser: Browser, authenticator: Authenticator, origin = ORIGIN) {
  const begun = creation.parse((await browser.call('POST', '/api/account/passkeys/options')).body);
  return browser.call('POST', '/api/account/passkeys', { ticket: begun.ticket, name: 'Máy của tôi', answer: authenticator.register(begun.options, origin) });
}

async function enter(authenticator: Authenticator, origin = ORIGIN, change: (answer: ReturnType<Authenticator['assert']>) => object = (answer) => answer) {
  const browser = server.browser();
  const begun = options.parse((await browser.call('POST', '/api/session/passkey/options', {})).body);
  const answer = await browser.call('POST', '/api/session/passkey', { ticket: begun.ticket, answer: change(authenticator.assert(begun.options, origin)) });
  return { ...answer, again: () => browser.call('POST', '/api/session/passkey', { ticket: begun.ticket, answer: authenticator.assert(begun.options, origin) }) };
}

test('a passkey of another origin, or without the user verified, is not taken', async () => {
  await server.make({ user: 'khoa-la' });
  const browser = server.browser();
  await browser.signIn('khoa-la');
  assert.equal((await register(browser, new Authenticator(), 'http://yteso.test.evil.example')).code, 'identity.passkey-refused');
  const careless = new Authenticator();
  careless.verified = false;
  assert.equal((await register(browser, careless)).code, 'identity.passkey-refused');
  const begun = creation.parse((await browser.call('POST', '/api/account/passkeys/options')).body);
  const thief = server.browser();
  await server.make({ user: 'ke-trom' });
  await thief.signIn('ke-trom');
  assert.equal((await thief.call('POST', '/api/account/passkeys', { ticket: begun.ticket, name: 'x', answer: new Authenticator().register(begun.options, ORIGIN) })).code, 'identity.passkey-refused', 'the ticket is of another session');
});

test('a passkey signs in alone, with strength 2; phishing, rollback, replay and unverified users are refused', async () => {
  await server.make({ user: 'khoa' });
  const browser = server.browser();
  await browser.signIn('khoa');
  const key = new Authenticator();
  assert.equal((await register(browser, key)).status, 200);
  const good = await enter(key);
  assert.deepEqual([good.status, me.parse(good.body).account, me.parse(good.body).strength], [200, 'khoa', 2]);
  assert.equal((await good.again()).code, 'identity.wrong-code', 'a challenge is taken once');
  assert.equal((await enter(key, 'http://evil.example')).status, 401);
  assert.equal((await enter(key, 'http://yteso.test:8080')).status, 401, 'another port is another origin');
  key.counter = 0;
  assert.equal((await enter(key)).status, 401, 'a copy whose counter runs back');
  key.counter = 20;
  assert.equal((await enter(key)).status, 200);
  key.verified = false;
  assert.equal((await enter(key)).status, 401);
  key.verified = true;
  assert.equal((await enter(key, ORIGIN, (answer) => ({ ...answer, response: { ...answer.response, signature: Buffer.from('khong-phai-chu-ky').toString('base64url') } }))).status, 401);
  assert.equal((await enter(new Authenticator())).status, 401, 'a key that nobody enrolled');
});

test('a passkey as second step opens only the account whose password was given; it confirms, and a new password needs no old one', async () => {
  await server.make({ user: 'so-mot' });
  await server.make({ user: 'so-hai' });
  const [one, two] = [new Authenticator(), new Authenticator()];
  for (const [user, key] of [['so-mot', one], ['so-hai', two]] as const) {
    const browser = server.browser();
    await browser.signIn(user);
    await register(browser, key);
  }
  const browser = server.browser();
  const second = async (key: Authenticator) => {
    const begun = options.parse((await browser.call('POST', '/api/session/passkey/options', { ticket: ticket.parse((await browser.signIn('so-mot')).body).ticket })).body);
    return browser.call('POST', '/api/session/passkey', { ticket: begun.ticket, answer: key.assert(begun.options, ORIGIN) });
  };
  assert.equal((await second(two)).status, 401);
  assert.equal((await second(one)).status, 200);
  assert.equal((await browser.call('POST', '/api/account/password', { password: 'tám chữ!', current: PASSWORD })).code, 'identity.confirm-needed');
  const begun = options.parse((await browser.call('POST', '/api/session/confirm/options')).body);
  assert.equal((await browser.call('POST', '/api/session/confirm/passkey', { ticket: begun.ticket, answer: one.assert(begun.options, ORIGIN) })).status, 204);
  assert.equal(me.parse((await browser.call('GET', '/api/me')).body).strength, 3);
  assert.equal((await browser.call('POST', '/api/account/password', { password: 'tám chữ!' })).status, 204, 'eight signs beside a second factor');
  assert.equal((await browser.call('DELETE', `/api/account/factors/${one.id}`)).code, 'identity.last-factor', 'a short password does not stand alone');
  assert.equal((await browser.call('POST', '/api/account/password', { password: PASSWORD })).status, 204);
  assert.equal((await browser.call('DELETE', `/api/account/factors/${one.id}`)).status, 204);
});

test('a further factor needs a confirmation; a first one needs a fresh sign-in', async () => {
  await server.make({ user: 'cu' });
  const browser = server.browser();
  await browser.enrol('cu');
  assert.equal((await browser.call('POST', '/api/account/passkeys/options')).code, 'identity.confirm-needed');
  await server.make({ user: 'cu2' });
  const other = server.browser();
  await other.signIn('cu2');
  await now("update session set authenticated_at = now() - interval '11 minutes'");
  assert.equal((await other.call('POST', '/api/account/totp')).code, 'identity.fresh-sign-in-needed');
});
