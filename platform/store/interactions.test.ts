import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemPolicy } from '#platform/access';
import type { Tx } from '#platform/db';
import { testDatabase } from '#platform/db/testing';
import { Fault } from '#platform/fault';
import { batch, bundleEntry, createResource, fetchResource, historyOf, historyOfType, readResource, removeResource, removeWhere, search, setPerson, transact, updateResource, updateWhere, writeBundle } from './index.ts';

const { db } = await testDatabase();
const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.withAccess(systemPolicy('test', 'test'), { action: 'record.write', target: 'bundle/test' }, work);
const failsWith = (code: string) => (error: unknown): boolean => error instanceof Fault && error.code === code;
const named = (value: string, more: object = {}) => ({ resourceType: 'Patient', identifier: [{ system: 'urn:x', value }], ...more });
const of = (resourceType: string, id: string, more: object = {}) => ({ resourceType, id, ...more });
const entries = (...list: unknown[]) => list.map((one) => bundleEntry.parse(one));

test('create, read, update, delete, and back again: versions go on, reading says why there is nothing', async () => {
  const made = await within((tx) => createResource(tx, named('a')));
  assert.match(made.id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab]/);
  const second = await within((tx) => updateResource(tx, { ...named('a', { active: true }), id: made.id }, { ifMatch: 1 }));
  assert.deepEqual([second.version, second.created], [2, false]);
  await assert.rejects(within((tx) => updateResource(tx, { ...named('b'), id: made.id }, { ifMatch: 1 })), failsWith('record.other-version'));
  await assert.rejects(within((tx) => updateResource(tx, { ...named('b'), id: 'nobody' }, { ifMatch: 1 })), failsWith('record.other-version'));
  await assert.rejects(within((tx) => removeResource(tx, 'Patient', made.id, { ifMatch: 1 })), failsWith('record.other-version'));
  assert.equal((await within((tx) => removeResource(tx, 'Patient', made.id))).version, 3);
  assert.equal((await within((tx) => removeResource(tx, 'Patient', made.id))).changed, false);
  assert.deepEqual([(await within((tx) => removeResource(tx, 'Patient', 'never'))).version], [0]);
  assert.equal(await within((tx) => readResource(tx, 'Patient', made.id)), undefined);
  assert.equal((await within((tx) => readResource(tx, 'Patient', made.id, 2)))?.resource['active'], true);
  await assert.rejects(within((tx) => fetchResource(tx, 'Patient', made.id)), failsWith('record.gone'));
  await assert.rejects(within((tx) => fetchResource(tx, 'Patient', 'never')), failsWith('record.not-found'));
  await assert.rejects(within((tx) => fetchResource(tx, 'Patient', made.id, 9)), failsWith('record.not-found'));
  assert.equal((await within((tx) => search(tx, 'Patient', 'identifier=urn:x|a'))).resources.length, 0, 'what is deleted is not found');
  assert.equal((await within((tx) => updateResource(tx, { ...named('a'), id: made.id }))).version, 4);
  assert.deepEqual((await within((tx) => historyOf(tx, 'Patient', made.id))).map((one) => [one.version, one.deleted]), [[1, false], [2, false], [3, true], [4, false]]);
  const newest = await within((tx) => historyOfType(tx, 'Patient', { count: 2 }));
  assert.deepEqual(newest.versions.map((one) => one.version), [4, 3]);
  assert.deepEqual((await within((tx) => historyOfType(tx, 'Patient', { count: 2, after: newest.next ?? '' }))).versions.map((one) => one.version), [2, 1]);
});

test('conditional create, update and delete: none, one, several', async () => {
  const first = await within((tx) => createResource(tx, named('c1'), { unless: 'identifier=urn:x|c1' }));
  const again = await within((tx) => createResource(tx, named('c1'), { unless: 'identifier=urn:x|c1' }));
  assert.deepEqual([first.created, again.created, again.id], [true, false, first.id]);
  const changed = await within((tx) => updateWhere(tx, named('c1', { active: true }), 'identifier=urn:x|c1'));
  assert.deepEqual([changed.id, changed.version], [first.id, 2]);
  await assert.rejects(within((tx) => updateWhere(tx, { ...named('c1'), id: 'other' }, 'identifier=urn:x|c1')), failsWith('record.bad-resource'));
  await within((tx) => createResource(tx, named('c1')));
  await assert.rejects(within((tx) => createResource(tx, named('c1'), { unless: 'identifier=urn:x|c1' })), failsWith('record.several-matches'));
  await assert.rejects(within((tx) => removeWhere(tx, 'Patient', 'identifier=urn:x|c1')), failsWith('record.several-matches'));
  await assert.rejects(within((tx) => createResource(tx, named('c1'), { unless: '_count=5' })), failsWith('record.bad-search'), 'a condition that says nothing would match everything');
  assert.equal(await within((tx) => removeWhere(tx, 'Patient', 'identifier=urn:x|none')), undefined);
  const both = await Promise.all(Array.from({ length: 12 }, () => within((tx) => createResource(tx, named('c2'), { unless: 'identifier=urn:x|c2' }))));
  assert.deepEqual([both.filter((one) => one.created).length, new Set(both.map((one) => one.id)).size], [1, 1]);
});

test('a transaction: ids given, references inside it and by condition pointed, reads after writes, all or nothing', async () => {
  const bundle = entries(
    { fullUrl: 'urn:uuid:1', resource: named('t1'), request: { method: 'POST', url: 'Patient', ifNoneExist: 'identifier=urn:x|t1' } },
    { fullUrl: 'urn:uuid:2', resource: { resourceType: 'Encounter', status: 'finished', class: { code: 'AMB' }, subject: { reference: 'urn:uuid:1' } }, request: { method: 'POST', url: 'Encounter' } },
    { resource: { resourceType: 'Condition', id: 'cond1', subject: { reference: 'Patient?identifier=urn:x|t1' }, encounter: { reference: 'urn:uuid:2' } }, request: { method: 'PUT', url: 'Condition/cond1' } },
    { request: { method: 'GET', url: 'Condition/cond1' } },
  );
  // The Patient of the condition is made by the bundle itself: R4 wants it there before.
  await assert.rejects(within((tx) => transact(tx, bundle)), failsWith('record.no-match'));
  assert.equal((await within((tx) => search(tx, 'Patient', 'identifier=urn:x|t1'))).resources.length, 0);
  await within((tx) => createResource(tx, named('t1')));
  const answers = await within((tx) => transact(tx, bundle));
  assert.deepEqual(answers.map((one) => one.status), [200, 201, 201, 200]);
  const patient = answers[0]?.read?.id ?? '';
  const encounter = answers[1]?.written?.id ?? '';
  assert.deepEqual(answers[3]?.read?.resource['subject'], { reference: `Patient/${patient}` });
  assert.deepEqual(answers[3]?.read?.resource['encounter'], { reference: `Encounter/${encounter}` });
  assert.equal(answers[3]?.read?.patient, patient);
  const refused = entries(
    { resource: named('t9'), request: { method: 'POST', url: 'Patient' } },
    { resource: { resourceType: 'Condition', id: 'cond1', subject: { reference: `Patient/${patient}` } }, request: { method: 'PUT', url: 'Condition/cond1', ifMatch: 'W/"7"' } });
  await assert.rejects(within((tx) => transact(tx, refused)), failsWith('record.other-version'));
  assert.equal((await within((tx) => search(tx, 'Patient', 'identifier=urn:x|t9'))).resources.length, 0, 'nothing of it stands');
  for (const bad of [
    [{ request: { method: 'POST', url: 'Patient' } }], [{ resource: named('z'), request: { method: 'POST', url: 'Encounter' } }],
    [{ resource: named('z'), request: { method: 'PUT', url: 'Patient' } }], [{ resource: { ...named('z'), id: 'b' }, request: { method: 'PUT', url: 'Patient/a' } }],
    [{ resource: { ...named('z'), id: 'a' }, request: { method: 'PUT', url: 'Patient/a' } }, { request: { method: 'DELETE', url: 'Patient/a' } }],
  ]) await assert.rejects(within((tx) => transact(tx, entries(...bad))), failsWith('record.bad-bundle'));
});

test('a batch: each entry for itself', async () => {
  const answers = await within((tx) => batch(tx, entries(
    { resource: named('b1'), request: { method: 'POST', url: 'Patient' } },
    { request: { method: 'GET', url: 'Patient/never' } },
    { resource: { ...named('b2'), id: 'b2' }, request: { method: 'PUT', url: 'Patient/b2', ifMatch: '4' } },
    { request: { method: 'GET', url: 'Patient?identifier=urn:x|b1' } },
    { request: { method: 'DELETE', url: 'Patient?identifier=urn:x|b1' } },
  )));
  assert.deepEqual(answers.map((one) => one.status), [201, 404, 412, 200, 204]);
});

test('labels stay on every version, and on the deleted one', async () => {
  await within((tx) => writeBundle(tx, [{ resource: { resourceType: 'Observation', id: 'secret' }, labels: ['HIV'] }]));
  await within((tx) => writeBundle(tx, [{ resource: of('Observation', 'secret', { status: 'final' }), labels: ['HIV', 'PSY'] }]));
  await within((tx) => removeResource(tx, 'Observation', 'secret'));
  assert.deepEqual((await within((tx) => historyOf(tx, 'Observation', 'secret'))).map((one) => one.labels), [['HIV'], ['HIV', 'PSY'], ['HIV', 'PSY']]);
});

test('joining is no version, and undoing it restores every byte', async () => {
  await within((tx) => writeBundle(tx, [{ resource: { resourceType: 'Patient', id: 'j1' }, person: '00000000-0000-4000-8000-000000000001' }, { resource: { resourceType: 'Patient', id: 'j2' }, person: '00000000-0000-4000-8000-000000000002' },
    { resource: of('Encounter', 'je', { subject: { reference: 'Patient/j2' } }), person: '00000000-0000-4000-8000-000000000002' }]));
  const encounters = (query: string) => within(async (tx) => (await search(tx, 'Encounter', query)).resources.map((one) => one.id));
  assert.deepEqual(await encounters('patient=j1'), []);
  const before = (await within((tx) => historyOf(tx, 'Encounter', 'je')))[0];
  assert.equal(await within((tx) => setPerson(tx, new Map([['j2', '00000000-0000-4000-8000-000000000001']]))), 2);
  assert.deepEqual(await encounters('patient=j1'), ['je'], 'a search by one patient of a person sees all');
  assert.deepEqual(await encounters('subject=Patient/j2'), ['je']);
  await within((tx) => setPerson(tx, new Map([['j2', '00000000-0000-4000-8000-000000000002']])));
  assert.deepEqual((await within((tx) => historyOf(tx, 'Encounter', 'je')))[0], before);
  assert.deepEqual(await encounters('patient=j1'), []);
});
