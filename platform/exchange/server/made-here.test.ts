import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { z } from 'zod';
import { memoryCatalogues } from '#platform/catalogue/rules';
import { testDatabase } from '#platform/db/testing';
import { NotReadyError, oweMessages, setMode, type Destination, type Outgoing } from './index.ts';
import { sendNext } from './send.ts';

const { db } = await testDatabase();
const never = new AbortController().signal;
const rules = memoryCatalogues({ versions: [{ list: 'exchange-rule', validFrom: '20200101', validTo: null, complete: false, entries: () => [{ code: 'here:dossier:visit.closed', display: 'x', validFrom: '20200101', validTo: null, attributes: { who: 'all', clock: 'hours:24', basis: 'TT48.2017' } }] }] });
const row = z.object({ facility: z.string(), revision: z.number(), state: z.string(), made_here: z.boolean(), answer: z.string().nullable() });
const rows = () => db.bookkeeping('test', (tx) => tx.query("select facility, revision, state, made_here, answer from exchange_message where destination = 'here' order by facility, revision", [], row));
const owe = (facility: string, revision: number, madeHere: boolean) => db.bookkeeping('test', (tx) => oweMessages(tx, rules, [{
  kind: 'dossier', destination: 'here', facility, maLk: 'A', dossier: null, revision, file: 'a'.repeat(64), position: 1, event: 'visit.closed', insured: true, labels: [], dueFrom: '202611201030', madeHere }]));

test('what was made here is ours to send where the program sends by itself, takes the place of what it had not tried, and is held where a clerk releases', async () => {
  for (const [facility, mode] of [['99001', 'copy'], ['99002', 'relay'], ['99003', 'hold']] as const) {
    await db.bookkeeping('test', (tx) => setMode(tx, { facility, destination: 'here', mode, day: '2020-01-01', reason: 'thử', by: 'test' }));
    await owe(facility, 1, false);
    await owe(facility, 2, true);
  }
  assert.deepEqual((await rows()).map((one) => [one.facility, one.revision, one.state, one.made_here]), [
    ['99001', 1, 'superseded', false], ['99001', 2, 'owed', true], ['99002', 1, 'superseded', false], ['99002', 2, 'owed', true], ['99003', 1, 'superseded', false], ['99003', 2, 'held', true]]);
  await owe('99001', 3, false);
  assert.deepEqual((await rows()).filter((one) => one.facility === '99001').map((one) => one.state), ['superseded', 'superseded', 'watched']);
});

test('bytes that cannot be made yet are tried again with their words, and a later try knows what an earlier one had', async () => {
  const asked: Outgoing[] = [];
  const bytes = Buffer.from('bản gửi');
  const results = ['không có khoá', 'not-sent', 'received'];
  const port: Destination = {
    name: 'here', ability: 'none', perSecond: 1000, parallel: 1, patience: 5,
    payload: (message) => { asked.push(message); return asked.length === 1 ? Promise.reject(new NotReadyError(results[0])) : Promise.resolve(bytes); },
    send: () => Promise.resolve(asked.length === 2 ? { outcome: 'not-sent', answer: 'đứt', pause: false } : { outcome: 'received', receipt: 'R', receivedAt: null, answer: '' }),
  };
  const again = () => db.bookkeeping('test', (tx) => tx.run("update exchange_message set next_at = now() where destination = 'here'"));
  const now = async () => (await rows()).find((one) => one.facility === '99002' && one.revision === 2);
  await sendNext(db, port, never);
  assert.deepEqual([(await now())?.state, (await now())?.answer], ['owed', 'không có khoá']);
  for (let tries = 0; tries < 2; tries += 1) { await again(); await sendNext(db, port, never); }
  assert.equal((await now())?.state, 'received');
  assert.deepEqual(asked.map((one) => one.sent), [null, null, createHash('sha256').update(bytes).digest('hex')]);
});
