import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { systemPolicy } from '#platform/access';
import type { Tx } from '#platform/db';
import { testDatabase } from '#platform/db/testing';
import { Fault } from '#platform/fault';
import { asKnownOn, changesAfter, prepareStore, removeResource, writeBundle } from './index.ts';

const { db } = await testDatabase();
await prepareStore(db);
const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.withAccess(systemPolicy('test', 'test'), { action: 'record.write', target: 'bundle/test' }, work);
const patient = (id: string, more: object = {}) => ({ resource: { resourceType: 'Patient', id, ...more } });
const condition = { resourceType: 'Condition', id: 'kc', subject: { reference: 'Patient/k1' } };
const read = (after: string, count = 100) => within((tx) => changesAfter(tx, after, count));

/** Transactions of other databases of the cluster hold the feed back too: it is read again until so many came. */
async function readAll(after: string, wanted: number, count = 100) {
  for (;;) {
    const found = await read(after, count);
    if (found.changes.length >= wanted) return found;
    await pause(20);
  }
}

test('pages in order; a resource stands at its last change; a deletion is a change', async () => {
  for (const id of ['a', 'b', 'c']) await within((tx) => writeBundle(tx, [patient(id)]));
  const first = await readAll('', 2, 2);
  assert.deepEqual([first.changes.map((one) => one.id), first.isCurrent], [['a', 'b'], false]);
  await within((tx) => writeBundle(tx, [patient('a', { active: true })]));
  await within((tx) => removeResource(tx, 'Patient', 'b'));
  const rest = await readAll(first.next, 3);
  assert.deepEqual(rest.changes.map((one) => [one.id, one.version, one.deleted]), [['c', 1, false], ['a', 2, false], ['b', 2, true]]);
  assert.deepEqual((await read(rest.next)).changes, []);
});

test('a transaction that commits late is waited for, not skipped', async () => {
  const start = (await readAll('', 3)).next;
  let release: () => void = () => {};
  const held = new Promise<void>((resolve) => { release = resolve; });
  let begun: () => void = () => {};
  const written = new Promise<void>((resolve) => { begun = resolve; });
  const slow = within(async (tx) => {
    await writeBundle(tx, [patient('slow')]);
    begun();
    await held;
  });
  await written;
  await within((tx) => writeBundle(tx, [patient('quick')]));
  assert.deepEqual((await read(start)).changes, [], 'the quick one waits behind the slow one');
  release();
  await slow;
  assert.deepEqual((await readAll(start, 2)).changes.map((one) => one.id), ['slow', 'quick']);
});

test('another cluster is another epoch: order goes on, a place that the restore undid is refused', async () => {
  await within((tx) => writeBundle(tx, [patient('before')]));
  const place = (await readAll('', 6)).next;
  await within((tx) => tx.run("update change_epoch set origin = 'elsewhere'"));
  await within((tx) => tx.run('update resource set changed = (changed::text::bigint + 1000000)::text::xid8, seq = seq'));
  assert.equal((await read('')).changes.length > 0, true);
  await within((tx) => writeBundle(tx, [patient('after')]));
  assert.equal((await readAll(place, 7)).changes.at(-1)?.id, 'after', 'lower transaction numbers, later epoch');
  const undone = `1-${10n ** 15n}-5`;
  await assert.rejects(read(undone), (error: unknown) => error instanceof Fault && error.code === 'record.feed-reset');
  await assert.rejects(read('9-1-1'), (error: unknown) => error instanceof Fault && error.code === 'record.feed-reset');
  for (const bad of ['x', '1-2', '1-2-99999999999999999999', `1-${'9'.repeat(20)}-1`]) await assert.rejects(read(bad), (error: unknown) => error instanceof Fault && error.code === 'record.bad-place');
});

test('a copied database is another record; who still writes when an epoch ends is waited for', async () => {
  const [epoch = ''] = (await readAll('', 1)).next.split('-');
  assert.equal(Number(epoch) > 1, true, 'the one that tests are copied from had the first');
  await within((tx) => tx.run("update change_epoch set origin = 'elsewhere'"));
  let begun: () => void = () => {};
  const written = new Promise<void>((resolve) => { begun = resolve; });
  const slow = within(async (tx) => {
    await writeBundle(tx, [patient('between')]);
    begun();
    await pause(200);
  });
  await written;
  const place = (await read('', 1000)).next;
  await slow;
  const seen = (await readAll('', 1, 1000)).changes.map((one) => one.id);
  assert.equal(seen.includes('between') && (await read(place)).changes.length === 0, true, 'it came before the place, not after it unseen');
});

test('what the record said on a day', async () => {
  const [one] = await within((tx) => writeBundle(tx, [patient('k1', { active: true })]));
  const [two] = await within((tx) => writeBundle(tx, [patient('k1', { active: false })]));
  await within((tx) => writeBundle(tx, [{ resource: condition }]));
  const gone = await within((tx) => removeResource(tx, 'Condition', 'kc'));
  const known = async (at: Date) => (await within((tx) => asKnownOn(tx, ['k1'], at))).map((found) => [found.id, found.version]);
  assert.deepEqual(await known(new Date((one?.updated.getTime() ?? 0) - 1000)), []);
  assert.deepEqual(await known(new Date(8e15)), [['k1', 2]]);
  assert.equal((two?.updated ?? new Date(0)) >= (one?.updated ?? new Date()), true);
  assert.equal(gone.version, 2);
});
