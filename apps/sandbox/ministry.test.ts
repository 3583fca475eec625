import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { z } from 'zod';
import { catalogueRoom } from '#platform/catalogue/server';
import { testDatabase } from '#platform/db/testing';
import { destinationsOf, lookAfter, sendNext } from '#platform/exchange/server';
import { claimFile, facilityPolicy, fileAll, send, testContext, visit } from '#domains/claim/testing';
import { startSandbox } from './index.ts';
import { connectMinistry } from '#domains/claim/ministry';

const { db } = await testDatabase();
const context = await testContext(db);
const sandbox = await startSandbox({ lateSeconds: 1 });
after(() => sandbox.close());
await catalogueRoom.prepare?.(context, () => {});
async function filed(text: string): Promise<void> {
  await send(context, facilityPolicy('62990'), text);
  await fileAll(context);
}
const row = z.object({ state: z.string(), receipt: z.string().nullable(), destination: z.string(), answer: z.string().nullable() });
const messages = (maLk: string) => db.bookkeeping('test', (tx) => tx.query('select state, receipt, destination, answer from exchange_message where ma_lk = $1 order by destination', [maLk], row));

test('nothing is owed to a portal that nobody uses', async () => {
  await filed(claimFile([visit('BEFORE')]));
  assert.deepEqual((await messages('BEFORE')).map((one) => one.destination), ['bhxh']);
});

const portal = { baseUrl: sandbox.url, tokenUrl: `${sandbox.url}/realms/byt/protocol/openid-connect/token`, clientId: 'yteso', clientSecret: sandbox.ministry.clientSecret, perSecond: 1000, patience: 0.3 };
async function drain(rounds: number): Promise<void> {
  const [to] = destinationsOf(context);
  for (let round = 0; round < rounds && to !== undefined; round += 1) {
    await db.bookkeeping('test', (tx) => tx.run(`update exchange_message set next_at = now() where state <> 'sending'`));
    await db.bookkeeping('test', (tx) => tx.run('update exchange_destination set paused_until = null'));
    while (await sendNext(db, to, new AbortController().signal));
    await lookAfter(db, to, new AbortController().signal);
  }
}

test('a dossier is owed to it beside the insurer, and goes as the bytes that came', async () => {
  await connectMinistry(context, portal);
  const text = claimFile([visit('ONE')]);
  await filed(text);
  await drain(1);
  const [insurer, ministry] = await messages('ONE');
  assert.deepEqual([insurer?.destination, insurer?.state, ministry?.state], ['bhxh', 'watched', 'received']);
  assert.equal(sandbox.ledger.entries.at(-1)?.receipt, ministry?.receipt);
});

test('whatever is lost on the line is asked for: one effect there, received here', async () => {
  for (const name of ['html', 'error', 'silent', 'late', 'empty', 'twice', 'cut-before', 'cut-after', 'dead-token', 'wrong-clock', 'shuffled']) {
    sandbox.switches.set('byt', { [name]: 1 });
    await filed(claimFile([visit(`L-${name}`)]));
    await drain(1);
    sandbox.switches.set('byt', {});
    await drain(4);
    assert.deepEqual([name, (await messages(`L-${name}`))[1]?.state, sandbox.ledger.times(`L-${name}`)], [name, 'received', 1]);
  }
});

test('a wrong secret keeps the message and says what to do', async () => {
  const other = { ...context, db: Object.create(db) };
  await connectMinistry(other, { ...portal, clientSecret: 'sai' });
  const [to] = destinationsOf(other);
  await filed(claimFile([visit('NO-TOKEN')]));
  if (to !== undefined) await sendNext(db, to, new AbortController().signal);
  const [, message] = await messages('NO-TOKEN');
  assert.equal(message?.state, 'owed');
  assert.match(message?.answer ?? '', /kiểm tra mã và khoá/u);
});
