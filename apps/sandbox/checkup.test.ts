import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { after, test } from 'node:test';
import { z } from 'zod';
import { ANONYMOUS } from '#platform/access';
import { catalogueRoom } from '#platform/catalogue/server';
import { testDatabase } from '#platform/db/testing';
import { destinationsOf, exchangeRoom, sendNext } from '#platform/exchange/server';
import { ADMIN, clerkOf, DEPARTMENT, testContext, testEdge } from '#platform/room/testing';
import { startSandbox } from './index.ts';
import { checkupRoom, connectCheckupHub } from '#domains/checkup/server';

const { db } = await testDatabase();
const context = await testContext(db);
const sandbox = await startSandbox({ lateSeconds: 2 });
after(() => sandbox.close());
await catalogueRoom.prepare?.(context, () => {});
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const SENDER = '8930000000017';
sandbox.checkup.register(SENDER, publicKey.export({ type: 'spki', format: 'pem' }).toString());
await connectCheckupHub(context, {
  baseUrl: sandbox.url, receiverId: 'TDLBYT', perSecond: 1000, patience: 0.5, senderOf: (facility) => (facility === '99001' ? { senderId: SENDER, password: sandbox.checkup.passwordOf(SENDER) } : undefined),
  sign: (_facility, bytes) => Promise.resolve(sign('sha256', bytes, privateKey)),
});
const edge = await testEdge(context, [exchangeRoom, checkupRoom]);
const xml = (maLk: string, more = ''): string => `<KSK><MA_LK>${maLk}</MA_LK><NGAY_KET_LUAN>202611261530</NGAY_KET_LUAN>${more}</KSK>`;
const put = (as: Parameters<typeof edge.call>[0], text: string) => edge.call(as, 'POST', '/api/health-checks', Buffer.from(text));
const row = z.object({ state: z.string(), due: z.date().nullable(), attempts: z.number(), basis: z.string() });
const message = async (maLk: string) => (await db.bookkeeping('test', (tx) => tx.query('select state, due, attempts, basis from exchange_message where ma_lk = $1 order by seq', [maLk], row)));
async function drain(): Promise<void> {
  const [hub] = destinationsOf(context);
  for (let round = 0; round < 6; round += 1) {
    await db.bookkeeping('test', (tx) => tx.run(`update exchange_message set next_at = now()`));
    await db.bookkeeping('test', (tx) => tx.run('update exchange_destination set paused_until = null'));
    if (hub !== undefined) while (await sendNext(db, hub, new AbortController().signal));
  }
}

test('only a facility hands in, and only for itself', async () => {
  assert.equal((await put(ANONYMOUS, xml('A'))).fault, 'access.not-signed-in');
  assert.deepEqual([(await put(DEPARTMENT, xml('A'))).fault, (await put(ADMIN, xml('A'))).fault], ['access.refused', 'access.refused']);
  assert.equal((await put(clerkOf('99001'), '<KSK/>')).fault, 'health-check.unreadable');
  assert.deepEqual(await message('A'), []);
});

test('a document is owed within 24 hours of its conclusion, once for its content, and pushed signed', async () => {
  assert.equal((await put(clerkOf('99001'), xml('K1'))).status, 201);
  assert.equal((await put(clerkOf('99001'), xml('K1'))).status, 200);
  assert.deepEqual((await message('K1')).map((one) => [one.state, one.due?.toISOString(), one.basis]), [['owed', '2026-11-27T08:30:00.000Z', 'QD1551.2026']]);
  await drain();
  assert.deepEqual([(await message('K1'))[0]?.state, sandbox.ledger.times('K1')], ['received', 1]);
  assert.equal((await put(clerkOf('99001'), xml('K1', '<GHI_CHU>sửa</GHI_CHU>'))).status, 201);
  await drain();
  assert.deepEqual([(await message('K1')).map((one) => one.state), sandbox.ledger.times('K1')], [['received', 'received'], 2]);
});

test('whatever is lost on the line is sent again and counts once there', async () => {
  for (const name of ['html', 'error', 'silent', 'late', 'empty', 'twice', 'cut-before', 'cut-after', 'dead-token', 'wrong-clock']) {
    sandbox.switches.set('ksk', { [name]: 1 });
    await put(clerkOf('99001'), xml(`L-${name}`));
    await drain();
    sandbox.switches.set('ksk', {});
    await drain();
    assert.deepEqual([name, (await message(`L-${name}`))[0]?.state, sandbox.ledger.times(`L-${name}`)], [name, 'received', 1]);
  }
});

test('a facility without an account waits, with a reason', async () => {
  await put(clerkOf('99002'), xml('W1'));
  await drain();
  assert.equal((await message('W1'))[0]?.state, 'owed');
});
