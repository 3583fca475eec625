import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { systemPolicy } from '#platform/access';
import type { Tx } from '#platform/db';
import { testDatabase } from '#platform/db/testing';
import { byIdentifier, byPatient, decimal, historyOf, parseExact, readResource, writeBundle } from './index.ts';
import type { Entry } from './index.ts';

const { db, owner } = await testDatabase();
const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.withAccess(systemPolicy('test', 'test'), { action: 'record.write', target: 'bundle/test' }, work);
const patient = (id: string, more: object = {}) => ({ resource: { resourceType: 'Patient', id, ...more } });

test('a version is added only when the content differs, and every version is kept', async () => {
  const one = patient('p1', { active: true });
  const write = async (entry: Entry) => (await within((tx) => writeBundle(tx, [entry]))).map(({ version, changed }) => ({ version, changed }));
  assert.deepEqual(await write(one), [{ version: 1, changed: true }]);
  assert.deepEqual(await write(one), [{ version: 1, changed: false }]);
  assert.deepEqual(await write(patient('p1', { active: false })), [{ version: 2, changed: true }]);
  assert.deepEqual((await within((tx) => historyOf(tx, 'Patient', 'p1'))).map((v) => v.resource['active']), [true, false]);
  assert.equal((await within((tx) => readResource(tx, 'Patient', 'p1', 1)))?.version, 1);
  await assert.rejects(owner.bookkeeping('test', (tx) => tx.run(`delete from resource_history where id = 'p1'`)), /append-only/);
  await assert.rejects(owner.bookkeeping('test', (tx) => tx.run(`delete from resource where id = 'p1'`)), /append-only/);
  await assert.rejects(within((tx) => tx.run(`update resource set content = '{}' where id = 'p1'`)), /changes with its version only/);
  await assert.rejects(within((tx) => tx.run(`update resource set content = '{}', version = version + 2 where id = 'p1'`)), /cannot follow/);
});

test('decimals come back as written', async () => {
  const claim = { resourceType: 'Claim', id: 'c1', total: { value: decimal('150000.50'), currency: 'VND' } };
  await within((tx) => writeBundle(tx, [{ resource: claim }]));
  const back = await within((tx) => readResource(tx, 'Claim', 'c1'));
  assert.match(back?.content ?? '', /"value":150000\.50,/);
  assert.equal(JSON.stringify(back?.resource), back?.content);
  assert.throws(() => decimal('1,5'), SyntaxError);
  fc.assert(fc.property(fc.tuple(fc.maxSafeInteger(), fc.stringMatching(/^\d{1,25}$/)), ([whole, places]) => {
    const text = `{"a":[${whole}.${places},${whole}],"b":"${places}"}`;
    assert.equal(JSON.stringify(parseExact(text)), text);
  }));
});

test('found by patient, by type, by identifier; an identifier that is gone finds nothing', async () => {
  const named = (value: string) => patient('p2', { identifier: [{ system: 'urn:cccd', value }, { system: 'urn:card', value: 'DN4' }] });
  const visit = { resource: { resourceType: 'Encounter', id: 'e1', subject: { reference: 'Patient/p2' } }, labels: ['R'] };
  const cover = { resource: { resourceType: 'Coverage', id: 'v1', beneficiary: { reference: 'Patient/p2' } } };
  await within((tx) => writeBundle(tx, [visit, cover, named('001')]));
  assert.deepEqual((await within((tx) => byPatient(tx, 'p2'))).map((r) => r.type), ['Coverage', 'Encounter', 'Patient']);
  assert.deepEqual((await within((tx) => byPatient(tx, 'p2', ['Encounter'])))[0]?.labels, ['R']);
  await within((tx) => writeBundle(tx, [named('002')]));
  assert.equal((await within((tx) => byIdentifier(tx, 'urn:cccd', '001'))).length, 0);
  assert.equal((await within((tx) => byIdentifier(tx, 'urn:cccd', '002', 'Patient')))[0]?.id, 'p2');
  assert.equal((await within((tx) => byIdentifier(tx, 'urn:card', 'DN4'))).length, 1);
});

test('an illegal id, and one resource twice, are refused before anything is written', async () => {
  await assert.rejects(within((tx) => writeBundle(tx, [patient('a/../b')])), /id không hợp lệ/);
  await assert.rejects(within((tx) => writeBundle(tx, [patient('p9'), patient('p9')])), /hai lần/);
  assert.equal(await within((tx) => readResource(tx, 'Patient', 'p9')), undefined);
});

test('bundles that meet in opposite order wait for each other and both end', async () => {
  const ids = Array.from({ length: 30 }, (_, i) => `m${i}`);
  const write = (round: number, order: string[]) => within((tx) => writeBundle(tx, order.map((id) => patient(id, { round }))));
  for (let i = 0; i < 10; i += 1) await Promise.all([write(i * 2, ids), write(i * 2 + 1, ids.toReversed()), write(-i, ids)]);
  const versions = await within((tx) => historyOf(tx, 'Patient', 'm0'));
  assert.equal(versions.length > 10, true);
  assert.deepEqual(versions.map((v) => v.version), versions.map((_, i) => i + 1));
});
