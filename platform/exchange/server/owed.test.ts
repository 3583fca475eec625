import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { memoryCatalogues } from '#platform/catalogue/rules';
import { testDatabase } from '#platform/db/testing';
import { claim } from './claim.ts';
import type { Destination, Listed, Owed } from './index.ts';
import { oweMessages, setMode, settleByList, startWithMode } from './index.ts';
import { releaseDue } from './release.ts';
import { RUNNING } from './running.ts';

const { db } = await testDatabase();
const NOON = Date.parse('2026-11-20T12:00:00+07:00');
const entry = (code: string, who: string, clock: string, validFrom = '20200101', validTo: string | null = null) => ({ code, display: code, validFrom, validTo, attributes: { who, clock, basis: 'TT48.2017' } });
const rules = memoryCatalogues({ versions: [{ list: 'exchange-rule', validFrom: '20200101', validTo: null, complete: false, entries: () => [
  entry('x:dossier:visit.closed', 'insured', 'working-days:7', '20200101', '20251231'), entry('x:dossier:visit.closed', 'all', 'hours:24', '20260101'), entry('hold:dossier:visit.closed', 'all', 'hours:24'), entry('list:dossier:visit.closed', 'all', 'hours:24'),
  entry('fair:dossier:visit.closed', 'all', 'hours:24')] }] });
const owed = (destination: string, maLk: string, more: Partial<Owed> = {}): Owed => ({
  kind: 'dossier', destination, facility: '99001', maLk, dossier: null, revision: 1, file: 'a'.repeat(64), position: 1, event: 'visit.closed', insured: true, labels: [], dueFrom: '202611201030', ...more,
});
const owe = (list: readonly Owed[]) => db.bookkeeping('test', (tx) => oweMessages(tx, rules, list, NOON));
const row = z.object({ ma_lk: z.string(), state: z.string(), due: z.date().nullable(), basis: z.string().nullable(), held_until: z.date().nullable(), absent_at: z.date().nullable(), receipt: z.string().nullable(), revision: z.number() });
const rows = (to: string) => db.bookkeeping('test', (tx) => tx.query('select ma_lk, state, due, basis, held_until, absent_at, receipt, revision from exchange_message where destination = $1 order by seq', [to], row));
const mode = (destination: string, facility: string, how: 'copy' | 'relay' | 'hold', day: string) => db.bookkeeping('test', (tx) => setMode(tx, { facility, destination, mode: how, day, reason: 'thử', by: 'test' }));
const port = (name: string): Destination => ({ name, ability: 'none', perSecond: 1, parallel: 1, patience: 1, payload: () => Promise.resolve(new Uint8Array()), send: () => Promise.resolve({ outcome: 'unknown', answer: '' }) });

test('what is owed, and until when, is said by the row of the event’s day', async () => {
  await owe([owed('x', 'A'), owed('x', 'B', { insured: false }), owed('x', 'C', { dueFrom: '20251203' }), owed('x', 'D', { dueFrom: '20251203', insured: false }), owed('x', 'E', { event: 'visit.opened' }), owed('x', 'F', { dueFrom: '' })]);
  assert.deepEqual((await rows('x')).map((one) => [one.ma_lk, one.due?.toISOString() ?? null, one.basis]), [
    ['A', '2026-11-21T03:30:00.000Z', 'TT48.2017'], ['B', '2026-11-21T03:30:00.000Z', 'TT48.2017'], ['C', '2025-12-12T16:59:59.000Z', 'TT48.2017'], ['F', null, 'TT48.2017']]);
});

test('nobody said who sends: the facility’s program does; a mode holds from its day, for its facility before all', async () => {
  assert.deepEqual(new Set((await rows('x')).map((one) => one.state)), new Set(['watched']));
  await db.bookkeeping('test', (tx) => startWithMode(tx, 'hold', 'relay'));
  await mode('hold', '99002', 'hold', '2026-11-20');
  await mode('hold', '99003', 'copy', '2026-11-21');
  await owe([owed('hold', 'A'), owed('hold', 'B', { facility: '99002' }), owed('hold', 'C', { facility: '99003' })]);
  assert.deepEqual((await rows('hold')).map((one) => [one.ma_lk, one.state, one.held_until?.toISOString() ?? null]), [['A', 'owed', null], ['B', 'held', (await rows('hold'))[1]?.held_until?.toISOString()], ['C', 'owed', null]]);
  assert.equal((await claim(db, port('hold')))?.message.maLk === 'B', false);
});

test('what is held goes out by itself before its deadline', async () => {
  await db.bookkeeping('test', (tx) => tx.run(`update exchange_message set held_until = now() + interval '1 hour' where destination = 'hold' and state = 'held'`));
  assert.equal(await releaseDue(db), 0);
  await db.bookkeeping('test', (tx) => tx.run(`update exchange_message set held_until = now() - interval '1 second' where destination = 'hold' and state = 'held'`));
  assert.equal(await releaseDue(db), 1);
  assert.equal((await rows('hold')).find((one) => one.ma_lk === 'B')?.state, 'owed');
});

test('facilities take turns: three of a station are not behind a hundred of a hospital', async () => {
  await db.bookkeeping('test', (tx) => startWithMode(tx, 'fair', 'relay'));
  await owe(Array.from({ length: 100 }, (_, i) => owed('fair', `H${i}`, { facility: '99010' })));
  await owe(Array.from({ length: 3 }, (_, i) => owed('fair', `S${i}`, { facility: '99011' })));
  const order: string[] = [];
  for (let i = 0; i < 8; i += 1) order.push((await claim(db, port('fair')))?.message.maLk.slice(0, 1) ?? '');
  assert.equal(order.filter((one) => one === 'S').length, 3);
  assert.ok(order.lastIndexOf('S') <= 5, order.join(''));
});

test('a stopped destination, or one in its maintenance window, is sent nothing', async () => {
  const next = async () => (await claim(db, port('fair')))?.message.maLk;
  await db.bookkeeping('test', (tx) => tx.run(`insert into exchange_destination (name, stopped_at, stopped_by) values ('fair', now(), 'test')`));
  assert.equal(await next(), undefined);
  await db.bookkeeping('test', async (tx) => {
    await tx.run(`update exchange_destination set stopped_at = null where name = 'fair'`);
    await tx.run(`insert into exchange_window (destination, starts_at, ends_at, reason) values ('fair', now() - interval '1 minute', now() + interval '1 minute', 'bảo trì')`);
  });
  assert.equal(await next(), undefined);
  await db.bookkeeping('test', (tx) => tx.run(`update exchange_window set ends_at = now() - interval '1 second', starts_at = now() - interval '1 minute'`));
  assert.notEqual(await next(), undefined);
});

const listed = (maLk: string, more: Partial<Listed> = {}): Listed => ({ facility: '99001', maLk, kind: 'dossier', outcome: 'accepted', receipt: `R-${maLk}`, receivedAt: null, answer: 'Đã tiếp nhận', errors: [], ...more });

test('the receiver’s list settles what is unknown, tells of strangers and of what is not there, and twice is once', async () => {
  await db.bookkeeping('test', (tx) => startWithMode(tx, 'list', 'relay'));
  await owe(['A', 'B', 'C', 'D', 'E'].map((maLk) => owed('list', maLk)));
  await mode('list', '99001', 'copy', '2026-11-20');
  await owe(['W', 'V'].map((maLk) => owed('list', maLk)));
  const set = (maLk: string, state: string) => db.bookkeeping('test', (tx) => tx.run(`update exchange_message set state = $2, attempts = 1 where destination = 'list' and ma_lk = $1`, [maLk, state]));
  await set('A', 'unknown'); await set('B', 'unknown'); await set('C', 'received');
  const lines = [listed('A'), listed('C', { outcome: 'rejected', answer: 'Sai mã bệnh', errors: [{ code: 'E1', table: 'XML1', row: 1, field: 'MA_BENH', text: 'Mã bệnh không có trong danh mục' }] }), listed('D'), listed('W'), listed('LA')];
  const take = () => db.bookkeeping('test', (tx) => settleByList(tx, 'list', lines, { facility: '99001', kind: 'dossier', from: '2026-11-20', to: '2026-11-20', readAt: new Date(Date.now() + 1000) }));
  const first = await take();
  assert.deepEqual([first.settled, first.strangers.map((one) => one.maLk), first.absent], [4, ['LA'], 2]);
  const states = (await rows('list')).map((one) => `${one.ma_lk} ${one.state}${one.absent_at === null ? '' : ' absent'}`);
  assert.deepEqual(states, ['A accepted', 'B unknown absent', 'C rejected', 'D accepted', 'E owed', 'W accepted', 'V watched absent']);
  assert.deepEqual([(await take()).settled, (await rows('list')).map((one) => `${one.ma_lk} ${one.state}${one.absent_at === null ? '' : ' absent'}`)], [0, states]);
  assert.equal((await claim(db, port('list')))?.message.maLk, 'E', 'what the list has is not sent again');
  assert.equal(await claim(db, port('list')), undefined);
  const errors = await db.bookkeeping('test', (tx) => tx.query('select code, field from exchange_rejection', [], z.object({ code: z.string(), field: z.string() })));
  assert.deepEqual(errors, [{ code: 'E1', field: 'MA_BENH' }]);
});

test('what is newly rejected has until then to be mended, and is no longer late once a newer revision stands', async () => {
  const at = '2026-11-25T17:00:00+07:00';
  const due = () => db.bookkeeping('test', async (tx) => (await tx.query(`select due, basis from exchange_message where destination = 'list' and ma_lk = 'M'`, [], z.object({ due: z.date().nullable(), basis: z.string().nullable() })))[0]);
  await owe([owed('list', 'M')]);
  const take = (answer: string, until: string) => db.bookkeeping('test', (tx) => settleByList(tx, 'list', [listed('M', { outcome: 'rejected', answer })], null, (kind) => (kind === 'dossier' ? { due: until, basis: 'SUA' } : undefined)));
  await take('sai', at);
  assert.deepEqual(await due(), { due: new Date(at), basis: 'SUA' });
  // The same rejection in a later list gives no further time.
  await take('sai, lần hai', '2026-12-25T17:00:00+07:00');
  assert.deepEqual(await due(), { due: new Date(at), basis: 'SUA' });
  const late = async () => (await db.bookkeeping('test', (tx) => tx.query(`select m.ma_lk from exchange_message m where m.destination = 'list' and m.ma_lk = 'M' and m.due < '2026-11-26' and ${RUNNING}`, [], z.object({ ma_lk: z.string() })))).length;
  assert.equal(await late(), 1);
  await owe([{ ...owed('list', 'M'), revision: 2, dueFrom: '202611251030' }]);
  assert.equal(await late(), 0);
});

test('the mended revision of a visit that left long ago has the time that the rejection gives, not the one that has passed', async () => {
  const at = '2026-12-25T17:00:00+07:00';
  await mode('list', '99001', 'hold', '2026-11-20');
  for (const [maLk, until] of [['Q', at], ['P', '2026-11-20T20:00:00+07:00']] as const) {
    await owe([owed('list', maLk)]);
    await db.bookkeeping('test', (tx) => settleByList(tx, 'list', [listed(maLk, { outcome: 'rejected' })], null, () => ({ due: until, basis: 'SUA' })));
    assert.equal(await owe([owed('list', maLk, { revision: 2 })]), 1);
  }
  const all = await rows('list');
  const [second, early] = ['Q', 'P'].map((maLk) => all.find((one) => one.ma_lk === maLk && one.revision === 2));
  assert.deepEqual([second?.due, second?.basis, second?.state, second?.held_until], [new Date(at), 'SUA', 'held', new Date(Date.parse(at) - 4 * 3_600_000)]);
  assert.deepEqual([early?.due, early?.basis], [new Date('2026-11-21T03:30:00Z'), 'TT48.2017'], 'a rejection shortens nothing');
});
