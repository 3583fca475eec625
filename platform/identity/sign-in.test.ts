import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { z } from 'zod';
import { systemPolicy } from '#platform/access';
import { installation } from '#platform/db';
import { testDatabase } from '#platform/db/testing';
import { Fault } from '#platform/fault';
import { createAccount } from './account.ts';
import { displayNames } from './names.ts';
import { demoAccounts } from './demo.ts';
import { useReferenceLaw } from './testing/law.ts';
import { openDesk } from './desk.ts';
import { postgresIdentity } from './sign-in.ts';

useReferenceLaw();
const { db } = await testDatabase();
const desk = openDesk({ db, times: { idleMinutes: 30, hours: 12 }, dataFolder: mkdtempSync(join(tmpdir(), 'yteso-identity-')) });
const identity = postgresIdentity(desk);
const enter = async (user: string, secret = password) => {
  const result = await identity.signIn({ user, password: secret, requestId: null });
  assert.ok(result.done);
  return result;
};
const system = systemPolicy('test', 'test');
const password = 'một câu dễ nhớ và dài';
const make = (user: string, secret = password) => db.withAccess(system, { action: 'account.create', target: 'account/new' }, (tx) =>
  createAccount(tx, { user, displayName: 'Người thử', role: 'facility', facility: '89001', password: secret }, 14));
const code = (wanted: string) => (error: unknown): boolean => error instanceof Fault && error.code === wanted;
await make('thu');

test('wrong password and unknown user are refused alike, and audited without the name', async () => {
  await assert.rejects(identity.signIn({ user: 'thu', password: 'sai', requestId: 'r' }), code('identity.wrong-password'));
  await assert.rejects(identity.signIn({ user: 'khong-co', password, requestId: 'r' }), code('identity.wrong-password'));
  const rows = await db.bookkeeping('test', (tx) => tx.query(`select target from audit_event where outcome = 'refused' and action = 'session.create'`, [], z.object({ target: z.string() })));
  assert.equal(rows.length, 2);
  assert.ok(rows.every((row) => !row.target.includes('khong-co')));
});

test('a short password and a taken name are refused', async () => {
  await assert.rejects(make('ngan', 'short'), code('identity.weak-password'));
  await assert.rejects(make('Thu'), code('identity.user-taken'));
  await assert.rejects(make('tên có dấu'), code('request.invalid'));
});

test('a session is found by its token until it is ended, idle or over', async () => {
  const { token } = await enter(' THU ', password.normalize('NFD'));
  assert.equal((await identity.whoIs(token))?.user, 'thu');
  assert.equal(await identity.whoIs('x'.repeat(43)), undefined);
  await db.bookkeeping('test', (tx) => tx.run(`update session set seen_at = now() - interval '31 minutes'`));
  assert.equal(await identity.whoIs(token), undefined);
  await db.bookkeeping('test', (tx) => tx.run(`update session set seen_at = now()`));
  assert.equal((await identity.whoIs(token))?.user, 'thu');
  await identity.signOut(token);
  assert.equal(await identity.whoIs(token), undefined);
});

test('whoever did something has a name; the product itself is the server, a stranger stays as written', async () => {
  const id = await make('co-ten');
  await db.bookkeeping('test', async (tx) => {
    const nameOf = await displayNames(tx, [id, id, 'system:load', 'door:62990_BV', 'ai-do']);
    assert.deepEqual([id, 'system:load', 'door:62990_BV', 'ai-do'].map(nameOf), ['Người thử', 'máy chủ', 'phần mềm của cơ sở (62990_BV)', 'ai-do']);
  });
});

test('guesses lock the name with growing delay, in parallel too, for unknown names too', async () => {
  for (const user of ['nan-nhan', 'khong-ai']) {
    if (user === 'nan-nhan') await make(user);
    const results = await Promise.allSettled(Array.from({ length: 12 }, () => identity.signIn({ user, password: 'đoán', requestId: null })));
    const codes = results.map((r) => (r.status === 'rejected' && r.reason instanceof Fault ? r.reason.code : 'let in'));
    assert.equal(codes.filter((c) => c === 'identity.wrong-password').length, 5);
    assert.equal(codes.filter((c) => c === 'identity.locked').length, 7);
  }
  await assert.rejects(identity.signIn({ user: 'nan-nhan', password, requestId: 'locked' }), code('identity.locked'));
  assert.equal((await db.bookkeeping('test', (tx) => tx.query("select 1 as one from audit_event where request_id = 'locked' and outcome = 'refused'", [], z.object({ one: z.number() })))).length, 1);
  await db.bookkeeping('test', (tx) => tx.run(`update sign_in_failure set locked_until = now()`));
  assert.equal((await enter('nan-nhan')).account.user, 'nan-nhan');
});

test('a name guessed at for weeks is still only locked, and one wrong password long after is forgiven', async () => {
  const guess = (user: string) => identity.signIn({ user, password: 'đoán', requestId: null });
  await make('lau-dai');
  await assert.rejects(guess('lau-dai'), code('identity.wrong-password'));
  await db.bookkeeping('test', (tx) => tx.run('update sign_in_failure set count = 2000000, locked_until = now()'));
  await assert.rejects(guess('lau-dai'), code('identity.wrong-password'));
  await assert.rejects(guess('lau-dai'), code('identity.locked'));
  await db.bookkeeping('test', (tx) => tx.run("update sign_in_failure set last_at = now() - interval '2 hours', locked_until = now() - interval '1 hour'"));
  await assert.rejects(guess('lau-dai'), code('identity.wrong-password'));
  assert.equal((await enter('lau-dai')).account.user, 'lau-dai');
});

test('demonstration accounts are random per installation, kept readable by the owner alone, and work again after a restart', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'yteso-demo-'));
  const place = await installation(db, 'demonstration');
  const wanted = [{ user: 'demo-so', displayName: 'Sở Y tế', role: 'department' as const, facility: null }];
  const first = await demoAccounts(db, place, folder, wanted);
  assert.deepEqual(await demoAccounts(db, place, folder, wanted), first);
  assert.equal(statSync(join(folder, 'demo-accounts.json')).mode & 0o777, 0o600);
  assert.ok(readFileSync(join(folder, 'demo-accounts.json'), 'utf8').includes(first[0]?.password ?? '?'));
  assert.equal((await enter('demo-so', first[0]?.password)).account.role, 'department');
  const other = await demoAccounts(db, place, mkdtempSync(join(tmpdir(), 'yteso-demo-')), wanted);
  assert.notEqual(other[0]?.password, first[0]?.password);
  assert.deepEqual(await demoAccounts(db, { ...place, kind: 'empty' }, folder, wanted), []);
});
