import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { ANONYMOUS } from '#platform/access';
import { testDatabase } from '#platform/db/testing';
import { destinationsOf } from '#platform/exchange/server';
import { ADMIN, DEPARTMENT, clerkOf, testContext, testEdge } from '#platform/room/testing';
import { passingKeys, sealKeys, useSealKeys } from '#platform/seal';
import { INSURER, insurerRoom, passwordHashOf } from '../index.ts';
import { storedAccount } from './store.ts';

const { db } = await testDatabase();
const context = await testContext(db);
const room = insurerRoom(() => { throw new Error('not asked here'); });
const edge = await testEdge(context, [room]);
const confirmed = { ...ADMIN, strength: 3 as const };
const PASSWORD = 'Mật khẩu#2026';
const STAFF = { name: 'Rơ Châm Tra', number: '062190000001' };
const body = { facility: '62990', username: '62990_BV', password: PASSWORD, staff: STAFF };
const made = z.object({ id: z.string() });
const set = async (more: object = {}): Promise<string> => made.parse((await edge.call(confirmed, 'POST', '/api/gateway-accounts', { ...body, ...more })).json).id;
const stored = () => storedAccount(db, INSURER, '62990');

test('only a confirmed administrator sets and closes; a clerk sees his own, nobody what opens it', async () => {
  for (const as of [ANONYMOUS, clerkOf('62990'), DEPARTMENT]) assert.match((await edge.call(as, 'POST', '/api/gateway-accounts', body)).fault, /^access\./u);
  assert.equal((await edge.call(ADMIN, 'POST', '/api/gateway-accounts', body)).fault, 'identity.confirm-needed');
  assert.equal(await stored(), undefined);
  const id = await set();
  for (const as of [ANONYMOUS, clerkOf('62990'), DEPARTMENT]) assert.match((await edge.call(as, 'POST', `/api/gateway-accounts/${id}/close`)).fault, /^access\./u);
  assert.equal((await edge.call(ADMIN, 'POST', `/api/gateway-accounts/${id}/close`)).fault, 'identity.confirm-needed');
  assert.match((await edge.call(ANONYMOUS, 'GET', '/api/gateway-accounts')).fault, /^access\./u);
  const list = async (as: typeof ADMIN) => z.object({ items: z.array(z.looseObject({ id: z.string(), username: z.string() })) }).parse((await edge.call(as, 'GET', '/api/gateway-accounts')).json).items;
  assert.deepEqual((await list(clerkOf('62990'))).map((one) => one.id), [id]);
  assert.deepEqual(await list(clerkOf('62991')), []);
  const shown = JSON.stringify(await list(ADMIN));
  assert.match(shown, /62990_BV/u);
  for (const secret of [PASSWORD, passwordHashOf(PASSWORD), STAFF.number, 'secret', 'sealed:']) assert.ok(!shown.includes(secret), secret);
});

test('kept sealed, opened for the gateway alone; neither table nor trail holds it in the clear', async () => {
  assert.deepEqual(await stored(), { username: '62990_BV', passwordHash: passwordHashOf(PASSWORD), staff: STAFF });
  const text = z.object({ t: z.string() });
  const rows = await db.bookkeeping('test', async (tx) => [
    ...await tx.query(`select gateway_account::text || encode(secret, 'escape') as t from gateway_account`, [], text), ...await tx.query('select audit_event::text as t from audit_event', [], text)]);
  assert.ok(rows.length > 1);
  for (const { t } of rows) for (const secret of [PASSWORD, passwordHashOf(PASSWORD), passwordHashOf(PASSWORD).toLowerCase(), STAFF.number, STAFF.name]) assert.ok(!t.includes(secret));
});

test('a new one takes the place of the one before, whose secret is gone; days count; closing ends it', async () => {
  const next = await set({ password: 'khác' });
  assert.equal((await stored())?.passwordHash, passwordHashOf('khác'));
  const counts = await db.bookkeeping('test', (tx) => tx.query('select count(*)::int as n, count(secret)::int as secrets from gateway_account', [], z.object({ n: z.number(), secrets: z.number() })));
  assert.deepEqual(counts, [{ n: 2, secrets: 1 }]);
  await set({ validFrom: '20200101', validTo: '20200202' });
  assert.equal(await stored(), undefined, 'it has run out');
  await set({ validFrom: '20990101' });
  assert.equal(await stored(), undefined, 'it has not begun');
  const last = await set();
  assert.equal((await edge.call(confirmed, 'POST', `/api/gateway-accounts/${last}/close`)).fault, '');
  assert.equal(await stored(), undefined);
  for (const gone of [last, next]) assert.equal((await edge.call(confirmed, 'POST', `/api/gateway-accounts/${gone}/close`)).fault, 'gateway.no-account');
});

test('with other keys it does not open, and the error says only what to do', async () => {
  await set();
  const keys = sealKeys();
  useSealKeys(passingKeys());
  await assert.rejects(stored(), (error: unknown) => error instanceof Error && /đặt lại tài khoản/u.test(error.message) && error.cause === undefined);
  useSealKeys(keys);
});

test('an installation with an address is connected at its start, one without and a demonstration are not', async () => {
  await room.prepare?.(context, () => {});
  assert.deepEqual(destinationsOf(context), []);
  const settings = { ...context.settings, insurerUrl: 'https://egw.example' };
  await room.prepare?.({ ...context, settings, installation: { ...context.installation, kind: 'demonstration' } }, () => {});
  assert.deepEqual(destinationsOf(context), []);
  await room.prepare?.({ ...context, settings }, () => {});
  assert.deepEqual(destinationsOf(context).map((one) => one.name), ['bhxh']);
});
