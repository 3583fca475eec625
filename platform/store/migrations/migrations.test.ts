import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import pg from 'pg';
import { systemPolicy } from '#platform/access';
import { PRODUCT_FOLDER } from '#platform/config';
import { findMigrations, migrate, openDatabase, type Tx } from '#platform/db';
import { testDatabase } from '#platform/db/testing';
import { asKnownOn, byIdentifier, changesAfter, historyOf, prepareStore, readResource, reindexSome, search, updateResource } from '../index.ts';

const { url } = await testDatabase();
const schema = 'before';
const all = findMigrations(PRODUCT_FOLDER);
const at = (day: number): Date => new Date(Date.UTC(2026, 2, day));

/** As the first layout was written: history had the present version too. */
async function writeBefore(client: pg.Client, type: string, id: string, versions: readonly object[], identifiers: readonly string[] = []): Promise<void> {
  for (const [index, more] of versions.entries()) {
    const row = [type, id, index + 1, type === 'Patient' ? id : 'p1', ['L'], JSON.stringify({ resourceType: type, id, ...more }), at(index + 1)];
    await client.query('insert into resource (type, id, version, patient, labels, content, updated) values ($1, $2, $3, $4, $5, $6, $7) on conflict (type, id) do update set version = excluded.version, content = excluded.content, updated = excluded.updated', row);
    await client.query('insert into resource_history (type, id, version, patient, labels, content, updated) values ($1, $2, $3, $4, $5, $6, $7)', row);
  }
  for (const value of identifiers) await client.query('insert into resource_identifier (system, value, type, id) values ($1, $2, $3, $4)', ['urn:m', value, type, id]);
}

test('the first layout comes over whole: versions, what held when, identifiers at once, moments and search rows after back-filling', async () => {
  await migrate({ url, schema }, all.filter((one) => !(one.room === 'platform/store' && one.number > 1)));
  const client = new pg.Client({ connectionString: url, options: `-c search_path=${schema},public` });
  await client.connect();
  const status = ['planned', 'arrived', 'finished'].map((one) => ({ status: one, subject: { reference: 'Patient/p1' }, period: { start: '2020-05-01' } }));
  await writeBefore(client, 'Patient', 'p1', [{ identifier: [{ system: 'urn:m', value: '1' }], name: [{ text: 'Lò Thị Mây' }] }], ['1']);
  await writeBefore(client, 'Encounter', 'e1', status);
  await writeBefore(client, 'Basic', 'b1', [{}, { language: 'vi' }]);
  await client.end();
  await migrate({ url, schema }, all);
  const db = openDatabase({ url, schema, poolSize: 3 });
  after(() => db.close());
  const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.withAccess(systemPolicy('test', 'test'), { action: 'record.write', target: 'bundle/test' }, work);
  const statusOf = async (day: number) => (await within((tx) => asKnownOn(tx, ['p1'], at(day), ['Encounter']))).map((one) => one.resource['status']);

  assert.deepEqual((await within((tx) => historyOf(tx, 'Encounter', 'e1'))).map((one) => [one.version, one.resource['status'], one.labels[0]]), [[1, 'planned', 'L'], [2, 'arrived', 'L'], [3, 'finished', 'L']]);
  assert.equal((await within((tx) => readResource(tx, 'Encounter', 'e1', 2)))?.resource['status'], 'arrived');
  assert.deepEqual([await statusOf(1), await statusOf(2), await statusOf(3), await statusOf(9)], [['planned'], ['arrived'], ['finished'], ['finished']]);
  assert.deepEqual((await within((tx) => byIdentifier(tx, 'urn:m', '1', 'Patient'))).map((one) => one.id), ['p1'], 'nobody is taken for new meanwhile');

  await prepareStore(db);
  for (let hasMore = true; hasMore;) hasMore = await reindexSome(db, 2);
  const ids = async (type: string, query: string) => (await within((tx) => search(tx, type, query))).resources.map((one) => one.id);
  assert.deepEqual(await ids('Patient', 'name=lo&identifier=urn:m|1'), ['p1']);
  const later = { resourceType: 'Encounter', id: 'e2', status: 'finished', subject: { reference: 'Patient/p1' }, period: { start: '2021' } };
  await within((tx) => updateResource(tx, later));
  assert.deepEqual(await ids('Encounter', 'patient=p1&_sort=date'), ['e1', 'e2'], 'old ones stand at their own moment');
  assert.deepEqual(await ids('Encounter', 'status=finished&_sort=-date'), ['e2', 'e1']);
  assert.equal((await within((tx) => updateResource(tx, { resourceType: 'Basic', id: 'b1' }))).version, 3);
  let feed = await within((tx) => changesAfter(tx, '', 50));
  for (let tries = 0; feed.changes.length < 4 && tries < 500; tries += 1) feed = await within((tx) => changesAfter(tx, '', 50));
  assert.equal(feed.changes.length, 4);
});
