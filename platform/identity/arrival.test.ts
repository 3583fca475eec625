import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { testDatabase } from '#platform/db/testing';
import { connectEnded } from './session/ended.ts';
import { identityServer, PASSWORD } from './testing/index.ts';

const { db } = await testDatabase();
const server = await identityServer(db);
await server.make({ user: 'quantri', role: 'admin', facility: null });
const admin = server.browser();
const { code } = await admin.enrol('quantri');
const confirm = async () => {
  await db.bookkeeping('test', (tx) => tx.run("delete from sign_in_failure"));
  await db.bookkeeping('test', (tx) => tx.run("update account_totp set last_step = last_step - 5"));
  assert.equal((await admin.call('POST', '/api/session/confirm', { password: PASSWORD, code: code() })).status, 204);
};
await confirm();
const invitation = z.object({ id: z.string(), code: z.string(), expiresAt: z.string() });
const fresh = 'câu mới của tôi thật dài';

test('an invitation: unknown, altered, used, ended or of a closed account it opens nothing; of parallel uses one wins', async () => {
  const made = await admin.ask('POST', '/api/accounts', invitation, { user: 'duoc-moi', displayName: 'Người được mời', role: 'nurse', facility: '62981' });
  const guest = () => server.browser();
  assert.equal((await guest().signIn('duoc-moi', '')).status, 400);
  assert.equal((await guest().signIn('duoc-moi', made.code)).code, 'identity.wrong-password');
  assert.equal((await guest().call('POST', '/api/invitation', { code: made.code.replace(/.$/, made.code.endsWith('a') ? 'b' : 'a') })).code, 'identity.invitation-ended');
  assert.deepEqual((await guest().call('POST', '/api/invitation', { code: made.code.toUpperCase() })).body, { account: 'duoc-moi', displayName: 'Người được mời', passwordMin: 14 });
  assert.equal((await guest().call('POST', '/api/invitation/accept', { code: made.code, password: 'ngắn quá' })).code, 'identity.weak-password');
  assert.equal((await guest().call('POST', '/api/invitation/accept', { code: made.code, password: 'tài khoản duoc-moi này' })).code, 'identity.guessable-password');
  for (const easy of ['password123456', 'MatKhau123456789', '11111111111111111', 'Bệnhviện12345678', 'qwertyuiop123456']) assert.equal((await guest().call('POST', '/api/invitation/accept', { code: made.code, password: easy })).code, 'identity.guessable-password', easy);
  const taken = await Promise.all([1, 2, 3, 4].map(() => guest().call('POST', '/api/invitation/accept', { code: made.code, password: fresh })));
  assert.deepEqual(taken.map((one) => one.status).sort(), [200, 410, 410, 410]);
  assert.equal((await guest().signIn('duoc-moi', fresh)).status, 200);
  const late = await admin.ask('POST', '/api/accounts', invitation, { user: 'tre-hen', displayName: 'Trễ hẹn', role: 'nurse', facility: '62981' });
  await db.bookkeeping('test', (tx) => tx.run("update invitation set expires_at = now() where used_at is null"));
  assert.equal((await guest().call('POST', '/api/invitation', { code: late.code })).code, 'identity.invitation-ended');
  const again = await admin.ask('POST', `/api/accounts/${late.id}/invitation`, invitation.omit({ id: true }), { reset: false });
  await admin.call('POST', `/api/accounts/${late.id}/close`, {});
  assert.equal((await guest().call('POST', '/api/invitation', { code: again.code })).code, 'identity.invitation-ended');
});

test('an administrator who resets gives a code: used, it takes factors and sessions away', async () => {
  await confirm();
  const id = await server.make({ user: 'mat-may' });
  const lost = server.browser();
  await lost.enrol('mat-may');
  const { code: invited } = await admin.ask('POST', `/api/accounts/${id}/invitation`, invitation.omit({ id: true }), { reset: true });
  assert.equal((await lost.call('GET', '/api/me')).status, 200, 'not before it is used');
  const back = server.browser();
  assert.equal((await back.call('POST', '/api/invitation/accept', { code: invited, password: fresh })).status, 200);
  assert.equal((await lost.call('GET', '/api/me')).status, 401);
  assert.equal(z.object({ hasSecond: z.boolean() }).parse((await back.call('GET', '/api/me')).body).hasSecond, false);
});

test('a new password by recovery code and app: any wrong part, and an unknown name, are refused alike and count', async () => {
  await server.make({ user: 'quen' });
  const owner = server.browser();
  const { code: app, recovery } = await owner.enrol('quen');
  const reset = (given: object) => server.browser().call('POST', '/api/reset', { account: 'quen', recovery: recovery[0], code: app(), password: fresh, ...given });
  for (const wrong of [{ account: 'khong-co' }, { recovery: 'aaaa-bbbb-cccc-dddd' }, { code: '000000' }]) assert.equal((await reset(wrong)).code, 'identity.reset-refused');
  assert.equal((await reset({ password: 'ngắn' })).code, 'identity.weak-password');
  assert.equal((await reset({})).status, 200);
  assert.equal((await owner.call('GET', '/api/me')).status, 401, 'other sessions end');
  assert.equal((await reset({})).code, 'identity.reset-refused', 'a code works once');
  const codes = (await Promise.all(Array.from({ length: 10 }, () => reset({ account: 'khong-ai', code: '111111' })))).map((one) => one.code);
  assert.equal(codes.filter((one) => one === 'identity.locked').length, 5);
});

test('a new session never keeps an old token: one planted before sign-in is worth nothing', async () => {
  await server.make({ user: 'co-dinh' });
  const victim = server.browser();
  const planted = 'x'.repeat(43);
  victim.cookies.set('yteso', planted);
  await victim.signIn('co-dinh');
  assert.notEqual(victim.cookies.get('yteso'), planted);
  const before = victim.cookies.get('yteso') ?? '';
  await victim.signIn('co-dinh');
  const old = server.browser();
  old.cookies.set('yteso', before);
  assert.equal((await old.call('GET', '/api/me')).status, 401, 'the session that the browser had ends');
  const attacker = server.browser();
  attacker.cookies.set('yteso', planted);
  assert.equal((await attacker.call('GET', '/api/me')).status, 401);
});

test('N devices: each is listed, one or all others are signed out from afar, an administrator ends all; another’s are untouched', async () => {
  const id = await server.make({ user: 'nhieu-may' });
  await server.make({ user: 'hang-xom' });
  const [here, ...rest] = await Promise.all(Array.from({ length: 5 }, async () => { const one = server.browser(); await one.signIn('nhieu-may'); return one; }));
  const neighbour = server.browser();
  await neighbour.signIn('hang-xom');
  assert.ok(here);
  const list = z.object({ sessions: z.array(z.object({ id: z.string(), here: z.boolean(), agent: z.string(), address: z.string() })) });
  const { sessions } = await here.ask('GET', '/api/account', list);
  assert.deepEqual([sessions.length, sessions.filter((one) => one.here).length, sessions[0]?.agent, sessions[0]?.address], [5, 1, 'Chrome · Windows', '10.0.0.1']);
  const other = sessions.find((one) => !one.here);
  assert.deepEqual((await neighbour.call('DELETE', `/api/account/sessions?id=${other?.id}`)).body, { ended: 0 });
  assert.deepEqual((await here.call('DELETE', `/api/account/sessions?id=${other?.id}`)).body, { ended: 1 });
  assert.deepEqual((await here.call('DELETE', '/api/account/sessions')).body, { ended: 3 });
  assert.deepEqual(await Promise.all(rest.map(async (one) => (await one.call('GET', '/api/me')).status)), [401, 401, 401, 401]);
  assert.deepEqual((await admin.call('DELETE', `/api/accounts/${id}/sessions`)).body, { ended: 1 });
  assert.deepEqual([(await here.call('GET', '/api/me')).status, (await neighbour.call('GET', '/api/me')).status], [401, 200]);
});

test('the review lists who was not looked at for six months; keeping takes him off, and each step leaves its row', async () => {
  const id = await server.make({ user: 'lau-roi' });
  await db.bookkeeping('test', (tx) => tx.run("update account set reviewed_at = now() - interval '7 months' where id = $1", [id]));
  const names = async () => (await admin.ask('POST', '/api/accounts/search', z.object({ items: z.array(z.object({ user: z.string() })) }), { state: 'review' })).items.map((one) => one.user);
  assert.deepEqual(await names(), ['lau-roi']);
  assert.equal((await admin.call('POST', `/api/accounts/${id}/review`)).status, 204);
  assert.deepEqual(await names(), []);
  const rows = await db.bookkeeping('test', (tx) => tx.query('select distinct action from audit_event order by action', [], z.object({ action: z.string() })));
  for (const action of ['account.review', 'account.invite', 'account.grant', 'account.sessions', 'session.confirm', 'session.enrol', 'session.create', 'session.end']) assert.ok(rows.some((row) => row.action === action), action);
});

test('from one network hundreds of guesses under ever new names are slowed too', async () => {
  const attacker = () => server.browser('198.51.100.7');
  let codes: string[] = [];
  for (let round = 0; round < 11; round += 1) codes = await Promise.all(Array.from({ length: 10 }, (_, index) => attacker().signIn(`ten-${round}-${index}`, 'đoán').then((one) => one.code)));
  assert.ok(codes.every((one) => one === 'identity.locked'), codes.join());
  assert.equal((await server.browser('198.51.100.8').signIn('hang-xom')).status, 200);
});

test('with a new password, signed out everywhere or closed, programs are told that the account’s sign-ins ended', async () => {
  await confirm();
  const ended: string[] = [];
  connectEnded(async () => {}, async (_context, account) => { ended.push(account); });
  const id = await server.make({ user: 'co-ung-dung' });
  const owner = server.browser();
  await owner.signIn('co-ung-dung');
  assert.equal((await owner.call('POST', '/api/account/password', { password: fresh, current: PASSWORD })).status, 204);
  assert.equal((await owner.call('DELETE', '/api/account/sessions')).status, 200);
  const { code: invited } = await admin.ask('POST', `/api/accounts/${id}/invitation`, invitation.omit({ id: true }), { reset: true });
  assert.equal((await server.browser().call('POST', '/api/invitation/accept', { code: invited, password: PASSWORD })).status, 200);
  assert.equal((await admin.call('DELETE', `/api/accounts/${id}/sessions`)).status, 200);
  assert.equal((await admin.call('POST', `/api/accounts/${id}/close`, {})).status, 204);
  connectEnded(async () => {}, async () => {});
  assert.deepEqual(ended, Array.from({ length: 5 }, () => id));
});
