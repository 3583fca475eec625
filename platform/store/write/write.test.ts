import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { systemPolicy } from '#platform/access';
import type { Tx } from '#platform/db';
import { testDatabase } from '#platform/db/testing';
import { Fault } from '#platform/fault';
import { asKnownOn, batch, bundleEntry, createResource, historyOf, historyOfType, readResource, referringTo, removeResource, search, setPerson, transact, updateResource, writeBundle } from '../index.ts';

const { db, owner } = await testDatabase();
const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.withAccess(systemPolicy('test', 'test'), { action: 'record.write', target: 'bundle/test' }, work);
const failsWith = (code: string) => (error: unknown): boolean => error instanceof Fault && error.code === code;
const of = (resourceType: string, id: string, more: object = {}) => ({ resourceType, id, ...more });
const named = (value: string) => ({ resourceType: 'Patient', identifier: [{ system: 'urn:w', value }] });
const entries = (...list: unknown[]) => list.map((one) => bundleEntry.parse(one));
const A = '00000000-0000-4000-8000-00000000000a';
const B = '00000000-0000-4000-8000-00000000000b';

test('labels that a writer does not say stay; said ones replace them', async () => {
  const labels = async () => (await within((tx) => readResource(tx, 'Observation', 'l1')))?.labels;
  await within((tx) => writeBundle(tx, [{ resource: of('Observation', 'l1'), labels: ['a b', 'HIV'] }]));
  await within((tx) => updateResource(tx, of('Observation', 'l1', { status: 'final' })));
  assert.deepEqual(await labels(), ['HIV', 'a b']);
  await within((tx) => transact(tx, entries({ resource: of('Observation', 'l1', { status: 'amended' }), request: { method: 'PUT', url: 'Observation/l1' } })));
  assert.deepEqual(await labels(), ['HIV', 'a b']);
  await within((tx) => removeResource(tx, 'Observation', 'l1'));
  assert.equal((await within((tx) => updateResource(tx, of('Observation', 'l1', { status: 'amended' })))).version, 5);
  assert.deepEqual(await labels(), ['HIV', 'a b'], 'what comes back is as protected as it was');
  assert.equal((await within((tx) => writeBundle(tx, [{ resource: of('Observation', 'l1', { status: 'amended' }), labels: [] }])))[0]?.version, 6);
  assert.deepEqual(await labels(), []);
});

test('If-Match: no version 0, the same content costs no version, the deleted one counts', async () => {
  await within((tx) => updateResource(tx, of('Basic', 'i1')));
  for (const ifMatch of [0, -1, 2]) await assert.rejects(within((tx) => updateResource(tx, of('Basic', 'i1', { language: 'x' }), { ifMatch })), failsWith('record.other-version'));
  await assert.rejects(within((tx) => transact(tx, entries({ request: { method: 'DELETE', url: 'Basic/i1', ifMatch: 'W/"0"' } }))), failsWith('record.other-version'));
  const same = await within((tx) => updateResource(tx, of('Basic', 'i1'), { ifMatch: 1 }));
  assert.deepEqual([same.version, same.changed], [1, false]);
  await within((tx) => removeResource(tx, 'Basic', 'i1', { ifMatch: 1 }));
  assert.deepEqual([(await within((tx) => removeResource(tx, 'Basic', 'i1', { ifMatch: 2 }))).version], [2]);
  await assert.rejects(within((tx) => updateResource(tx, of('Basic', 'i1'), { ifMatch: 1 })), failsWith('record.other-version'));
  assert.equal((await within((tx) => updateResource(tx, of('Basic', 'i1'), { ifMatch: 2 }))).version, 3);
  const racers = await Promise.all(Array.from({ length: 10 }, (_, n) => within((tx) => updateResource(tx, of('Basic', 'i1', { language: `l${n}` }), { ifMatch: 3 })).then(() => 1, () => 0)));
  assert.equal(racers.filter((one) => one === 1).length, 1);
});

test('whose it is: kept over versions, learnt with the same content, never taken back by who asked before a join', async () => {
  const person = async () => (await within((tx) => readResource(tx, 'Patient', 'o1')))?.person;
  await within((tx) => updateResource(tx, of('Patient', 'o1')));
  assert.equal((await within((tx) => updateResource(tx, of('Patient', 'o1'), { person: A }))).changed, false);
  assert.equal(await person(), A);
  await within((tx) => setPerson(tx, new Map([['o1', B]])));
  await within((tx) => updateResource(tx, of('Patient', 'o1', { active: true }), { person: A }));
  assert.equal(await person(), B);
  await within((tx) => updateResource(tx, of('Patient', 'o1', { active: false })));
  assert.equal(await person(), B);
});

test('joins and bundles that meet do not wait in a circle', async () => {
  const ids = Array.from({ length: 40 }, (_, n) => `s${n}`);
  // They lie in the table in another order than that of their ids.
  for (const id of [...ids].sort().reverse()) await within((tx) => updateResource(tx, of('Encounter', id, { subject: { reference: 'Patient/sp' } }), { person: A }));
  let held: () => void = () => {};
  const isHeld = new Promise<void>((resolve) => { held = resolve; });
  // Somebody holds one in the middle, so that both of the others have begun when they meet.
  const holder = within(async (tx) => {
    await writeBundle(tx, [{ resource: of('Encounter', 's20') }]);
    held();
    await pause(300);
  });
  await isHeld;
  const touched = await Promise.all([
    within((tx) => setPerson(tx, new Map([['sp', B]]))),
    within((tx) => writeBundle(tx, ids.map((id) => ({ resource: of('Encounter', id, { subject: { reference: 'Patient/sp' }, language: 'vi' }) })))),
  ]);
  await holder;
  assert.deepEqual([touched[0] >= 39, touched[1].length], [true, 40]);
});

test('batches that meet in opposite order both end; an entry that crosses another writer is answered alone', async () => {
  const put = (id: string, round: number) => ({ resource: of('Basic', id, { language: `${round}` }), request: { method: 'PUT', url: `Basic/${id}` } });
  for (let round = 0; round < 5; round += 1) {
    const both = await Promise.all([within((tx) => batch(tx, entries(put('x1', round), put('x2', round)))), within((tx) => batch(tx, entries(put('x2', -round - 1), put('x1', -round - 1))))]);
    assert.equal(both.flat().every((one) => one.status < 300), true);
  }
  const order = await within((tx) => batch(tx, entries(put('x9', 1), { request: { method: 'GET', url: 'Basic/x1' } })));
  assert.deepEqual(order.map((one) => one.status), [201, 200]);
  let meet: () => void = () => {};
  const met = new Promise<void>((resolve) => { meet = resolve; });
  const other = within(async (tx) => {
    await writeBundle(tx, [{ resource: of('Basic', 'x2', { language: 'o' }) }]);
    meet();
    await pause(300);
    await writeBundle(tx, [{ resource: of('Basic', 'x1', { language: 'o' }) }]);
  }).then(() => 'ended', () => 'broken');
  await met;
  const crossed = await within((tx) => batch(tx, entries(put('x1', 99), put('x2', 99), put('x3', 99))));
  assert.equal(crossed.filter((one) => one.status === 409).length + ((await other) === 'broken' ? 1 : 0), 1, 'one of the two gave way');
  assert.equal(crossed[2]?.status, 201);
});

test('a bundle: the same condition twice would make two, and is refused', async () => {
  const twice = (method: string, more: object) => entries(...[1, 2].map(() => ({ resource: named('w1'), request: { method, ...more } })));
  await assert.rejects(within((tx) => transact(tx, twice('POST', { url: 'Patient', ifNoneExist: 'identifier=urn:w|w1' }))), failsWith('record.bad-bundle'));
  await assert.rejects(within((tx) => transact(tx, twice('PUT', { url: 'Patient?identifier=urn:w|w1' }))), failsWith('record.bad-bundle'));
  const made = await within((tx) => createResource(tx, named('w1')));
  const again = await within((tx) => transact(tx, twice('POST', { url: 'Patient', ifNoneExist: 'identifier=urn:w|w1' })));
  assert.deepEqual(again.map((one) => one.read?.id), [made.id, made.id]);
  await within((tx) => removeResource(tx, 'Patient', made.id));
  assert.equal((await within((tx) => createResource(tx, named('w1'), { unless: 'identifier=urn:w|w1' }))).created, true, 'what is deleted is no match');
  for (const bad of [{ resource: named('w2'), request: { method: 'PUT', url: 'Patient/' } }, { resource: named('w2'), request: { method: 'POST', url: '' } }]) await assert.rejects(within((tx) => transact(tx, entries(bad))), failsWith('record.bad-bundle'));
  const many = entries({ request: { method: 'DELETE', url: 'Basic/no' } });
  await assert.rejects(within((tx) => batch(tx, Array.from({ length: 20_001 }, () => many[0] ?? assert.fail()))), failsWith('record.bad-bundle'));
});

test('a NUL character is refused before anything is written; the text of its escape is not', async () => {
  await assert.rejects(within((tx) => updateResource(tx, of('Patient', 'nul', { name: [{ text: 'a\u0000b' }] }))), failsWith('record.bad-resource'));
  assert.equal((await within((tx) => updateResource(tx, of('Patient', 'nul', { name: [{ text: 'a\\u0000b' }] })))).created, true);
});

test('versions of a type in pages: those of one millisecond too', async () => {
  await within((tx) => writeBundle(tx, Array.from({ length: 40 }, (_, n) => ({ resource: of('Flag', `f${n}`) }))));
  await within((tx) => writeBundle(tx, Array.from({ length: 20 }, (_, n) => ({ resource: of('Flag', `f${n}`, { status: 'active' }) }))));
  const seen: string[] = [];
  for (let after: string | undefined, first = true; first || after !== undefined; first = false) {
    const page = await within((tx) => historyOfType(tx, 'Flag', { count: 7, ...(after !== undefined && { after }) }));
    seen.push(...page.versions.map((one) => `${one.id}/${one.version}`));
    after = page.next;
  }
  assert.deepEqual([seen.length, new Set(seen).size], [60, 60]);
  await assert.rejects(within((tx) => historyOfType(tx, 'Flag', { count: 7, after: 'x' })), failsWith('record.bad-place'));
});

test('a history read while it is written has every version once', async () => {
  let writing = true;
  const writer = (async () => {
    for (let n = 0; n < 150; n += 1) await within((tx) => updateResource(tx, of('Patient', 'busy', { language: `${n}` })));
    writing = false;
  })();
  while (writing) {
    const versions = (await within((tx) => historyOf(tx, 'Patient', 'busy'))).map((one) => one.version);
    assert.deepEqual(versions, versions.map((_, index) => index + 1));
    const known = await within((tx) => asKnownOn(tx, ['busy'], new Date(Date.now() - 3)));
    assert.equal(known.length <= 1, true, 'one version holds at a time');
  }
  await writer;
});

test('what refers to a Patient, each once', async () => {
  await within((tx) => writeBundle(tx, [{ resource: of('Patient', 'r1') }, { resource: of('Encounter', 'r2', { subject: { reference: 'Patient/r1' } }) },
    { resource: of('Appointment', 'r3', { participant: [{ actor: { reference: 'Patient/r1' } }] }) }, { resource: of('Procedure', 'r4', { subject: { reference: 'Patient/r1' }, performer: [{ actor: { reference: 'Patient/r1' } }] }) }]));
  assert.deepEqual((await within((tx) => referringTo(tx, 'Patient', 'r1', 10))).map((one) => one.id).sort(), ['r2', 'r3', 'r4']);
});

test('months of history: one that was caught in the rest, two makers at once, parts that cannot be emptied', async () => {
  await within((tx) => tx.run(`insert into resource_history (type, id, version, deleted, labels, content, updated, replaced) values ('Basic', 'late', 1, false, '{}', '{}', '2031-05-05', '2031-05-05')`));
  const make = () => db.bookkeeping('test', (tx) => tx.run("select make_history_months('2031-04-15', 3)"));
  await Promise.all([make(), make(), within((tx) => updateResource(tx, of('Basic', 'months', { language: 'a' })))]);
  const parts = await within((tx) => tx.query("select relname from pg_class where relname like 'resource_history_2031%' and relkind = 'r' order by 1", [], z.object({ relname: z.string() })));
  assert.deepEqual(parts.map((one) => one.relname), ['resource_history_2031_04', 'resource_history_2031_06']);
  for (const part of ['resource_history_2031_04', 'resource_history_rest']) for (const how of ['delete from', 'truncate']) await assert.rejects(owner.bookkeeping('test', (tx) => tx.run(`${how} ${part}`)), /append-only/);
  await assert.rejects(within((tx) => tx.run("update resource set id = 'renamed', version = version + 1 where id = 'months'")), /cannot follow/);
});

test('a search while a match is replaced gives whole resources', async () => {
  assert.deepEqual((await within((tx) => search(tx, 'Patient', 'identifier=urn:w|w1'))).resources.map((one) => one.version), [1]);
});
