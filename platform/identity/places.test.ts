import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { z } from 'zod';
import { systemPolicy } from '#platform/access';
import { testDatabase } from '#platform/db/testing';
import { dayInVietnam } from '#platform/time/rules';
import { policyOf } from './identity.ts';
import { openDesk } from './desk.ts';
import { closeIdle } from './law/idle.ts';
import { grantRole, mirrorRole } from './role/grant.ts';
import { placesOf } from './role/place.ts';
import { mergeFacility } from './role/merger.ts';
import { whoIs } from './session/session.ts';
import { identityServer, PASSWORD } from './testing/index.ts';

const { db } = await testDatabase();
const server = await identityServer(db);
const me = z.object({ role: z.string(), facility: z.object({ code: z.string() }).nullable(), places: z.array(z.object({ id: z.string(), role: z.string(), facility: z.object({ code: z.string() }).nullable(), inheritedFrom: z.string().nullable() })) });
const dayAt = (offset: number): string => dayInVietnam(Date.now() + offset * 86_400_000);
const as = <T>(work: Parameters<typeof db.withAccess<T>>[2]) => db.withAccess(systemPolicy('test', 'test'), { action: 'account.grant', target: 'account/test' }, work);
const give = (account: string, role: { role: 'doctor' | 'nurse' | 'facility'; facility: string; from: number; to: number | null; rights?: string[] }) =>
  as((tx) => grantRole(tx, account, { role: role.role, facility: role.facility, validFrom: dayAt(role.from), validTo: role.to === null ? null : dayAt(role.to), rights: role.rights ?? [] }));

test('a place that is not one’s own, has not begun or has ended cannot be chosen; one that is can, and a confirmation does not go along', async () => {
  const lan = await server.make({ user: 'lan.nhieu.noi', role: 'nurse' });
  const past = await give(lan, { role: 'doctor', facility: '62990', from: -9, to: -1 });
  const future = await give(lan, { role: 'doctor', facility: '62990', from: 1, to: null });
  const today = await give(lan, { role: 'doctor', facility: '62990', from: 0, to: 0, rights: ['HIV'] });
  const stranger = await server.make({ user: 'nguoi.khac' });
  const foreign = await as((tx) => tx.query('select id::text from account_role where account = $1', [stranger], z.object({ id: z.string() })));
  const browser = server.browser();
  const first = me.parse((await browser.signIn('lan.nhieu.noi')).body);
  assert.deepEqual(first.places.map((place) => [place.role, place.facility?.code]), [['nurse', '62981'], ['doctor', '62990']]);
  for (const [id, facility] of [[past, '62990'], [future, '62990'], [foreign[0]?.id ?? '', '62981'], [today, '62981'], [today, null]] as const) {
    assert.equal((await browser.call('POST', '/api/session/place', { id, facility })).code, 'identity.no-such-place');
  }
  const chosen = me.parse((await browser.call('POST', '/api/session/place', { id: today, facility: '62990' })).body);
  assert.deepEqual([chosen.role, chosen.facility?.code], ['doctor', '62990']);
  const signed = await whoIs(openDesk({ db, times: { idleMinutes: 30, hours: 1 }, dataFolder: '/nowhere' }), browser.cookies.get('yteso') ?? '');
  assert.ok(signed);
  const policy = policyOf(signed, 'r', '10.0.0.1');
  assert.deepEqual([policy.role, policy.facility, policy.rights, policy.strength, policy.from], ['doctor', '62990', ['HIV'], 1, '10.0.0.1']);
  const tomorrow = await whoIs(openDesk({ db, times: { idleMinutes: 30, hours: 1 }, dataFolder: '/nowhere', today: () => dayAt(1) }), browser.cookies.get('yteso') ?? '');
  assert.equal(tomorrow?.role, 'nurse', 'what ended yesterday is left, with its rights');
  assert.equal(tomorrow && policyOf(tomorrow, null).rights, undefined);
});

test('without any role in force the right password is refused like a wrong one, and a session ends', async () => {
  const account = await server.make({ user: 'het-viec' });
  const browser = server.browser();
  await browser.signIn('het-viec');
  await as((tx) => tx.run('update account_role set valid_to = valid_from - 1 where account = $1', [account]));
  assert.equal((await browser.call('GET', '/api/me')).status, 401);
  assert.equal((await browser.signIn('het-viec')).code, 'identity.wrong-password');
  await as((tx) => mirrorRole(tx, undefined, dayAt(0)));
  assert.deepEqual(await as((tx) => tx.query('select role, facility from account where id = $1', [account], z.object({ role: z.string(), facility: z.string().nullable() }))), [{ role: 'anonymous', facility: null }], 'the previous version lets nobody in either');
});

test('work at a facility is work at the one it was merged into, from that day, through a chain and in spite of a circle', async () => {
  const account = await server.make({ user: 'sap-nhap', role: 'doctor', facility: '62001' });
  await as(async (tx) => {
    for (const [old, next, offset] of [['62001', '62002', -3], ['62002', '62003', 0], ['62003', '62001', -1], ['62002', '62004', 1]] as const) await mergeFacility(tx, { old, new: next, from: dayAt(offset) });
  });
  const at = (offset: number) => as(async (tx) => (await placesOf(tx, account, dayAt(offset))).map((place) => `${place.facility}${place.inheritedFrom ? `<${place.inheritedFrom}` : ''}`).sort());
  await as((tx) => tx.run("update account_role set valid_from = valid_from - 30 where account = $1", [account]));
  assert.deepEqual(await at(-4), ['62001']);
  assert.deepEqual(await at(-3), ['62001', '62002<62001']);
  assert.deepEqual(await at(0), ['62001', '62002<62001', '62003<62001']);
  assert.deepEqual(await at(1), ['62001', '62002<62001', '62003<62001', '62004<62001']);
});

test('roles in force are those whose days hold the day, whatever the dates', async () => {
  const account = await server.make({ user: 'ngay-thang', role: 'doctor', facility: '62900' });
  const span = fc.record({ from: fc.integer({ min: -9, max: 9 }), length: fc.option(fc.integer({ min: 0, max: 9 })) });
  await fc.assert(fc.asyncProperty(fc.array(span, { maxLength: 6 }), fc.integer({ min: -10, max: 20 }), async (spans, on) => {
    await as((tx) => tx.run("delete from account_role where account = $1 and facility <> '62900'", [account]));
    for (const [index, one] of spans.entries()) await give(account, { role: 'nurse', facility: `6280${index}`, from: one.from, to: one.length === null ? null : one.from + one.length });
    const expected = spans.flatMap((one, index) => (one.from <= on && (one.length === null || on <= one.from + one.length) ? [`6280${index}`] : []));
    const found = await as((tx) => placesOf(tx, account, dayAt(on)));
    assert.deepEqual(found.map((place) => place.facility).filter((code) => code !== '62900').sort(), expected.sort());
  }), { numRuns: 25 });
});

test('an account that nobody used for 45 days is closed, with an audit row; citizens, invited and used ones stay', async () => {
  const ids = await Promise.all([['bo-quen', 'nurse', -46], ['con-dung', 'nurse', -44], ['cong-dan', 'citizen', -99]].map(async ([user, role, days]) => {
    const id = await server.make({ user: String(user), role: role === 'citizen' ? 'citizen' : 'nurse', facility: role === 'citizen' ? null : '62981', password: PASSWORD });
    await as((tx) => tx.run('update account set last_seen_at = now() + make_interval(days => $2) where id = $1', [id, days]));
    return id;
  }));
  const desk = openDesk({ db, times: { idleMinutes: 30, hours: 1 }, dataFolder: '/nowhere' });
  assert.equal(await closeIdle(desk), false);
  const rows = await as((tx) => tx.query('select id, active, closed_reason from account where id = any($1) order by user_name', [ids], z.object({ id: z.string(), active: z.boolean(), closed_reason: z.string().nullable() })));
  assert.deepEqual(rows.map((row) => [row.active, row.closed_reason]), [[false, 'idle'], [true, null], [true, null]]);
  assert.equal((await as((tx) => tx.query("select actor from audit_event where action = 'account.close' and target = $1", [`account/${ids[0]}`], z.object({ actor: z.string() }))))[0]?.actor, 'system:identity-idle');
  assert.equal((await server.browser().signIn('bo-quen')).code, 'identity.wrong-password');
});
