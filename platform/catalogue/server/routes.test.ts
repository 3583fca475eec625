import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { ANONYMOUS } from '#platform/access';
import { testDatabase } from '#platform/db/testing';
import { ADMIN, DEPARTMENT, clerkOf, testContext, testEdge } from '#platform/room/testing';
import { catalogueRoom, catalogues } from './index.ts';

const { db } = await testDatabase();
const context = await testContext(db);
await catalogueRoom.prepare?.(context, () => {});
const edge = await testEdge(context, [catalogueRoom]);
const clerk = clerkOf('01001');
const entries = z.object({ items: z.array(z.object({ code: z.string(), display: z.string(), validFrom: z.string(), validTo: z.string().nullable(), attributes: z.record(z.string(), z.string()) })), more: z.boolean() });
const opening = { display: 'Bệnh tả (tên thử)', validFrom: '20261201', attributes: { not_main: '1' }, reason: 'thử đổi tên' };

test('nobody without the right reads or writes', async () => {
  for (const url of ['/api/catalogues', '/api/catalogues/icd10', '/api/catalogues/icd10/A00', '/api/law', '/api/law/ending']) {
    assert.equal((await edge.call(ANONYMOUS, 'GET', url)).fault, 'access.not-signed-in', url);
    assert.equal((await edge.call(clerk, 'GET', url)).status, 200, url);
  }
  for (const url of ['/api/catalogues/icd10/A00', '/api/catalogues/icd10/A00/close']) {
    assert.equal((await edge.call(clerk, 'POST', url, opening)).fault, 'access.refused', url);
    assert.equal((await edge.call(ANONYMOUS, 'POST', url, opening)).fault, 'access.not-signed-in', url);
  }
});

test('what decides which information is withheld is changed by nobody over HTTP', async () => {
  for (const as of [DEPARTMENT, ADMIN]) {
    assert.equal((await edge.call(as, 'POST', '/api/catalogues/sensitive-code/icd:B20/close', { validTo: '20271231', reason: 'mở ra để xem' })).fault, 'catalogue.withholding');
    assert.equal((await edge.call(as, 'POST', '/api/catalogues/sensitive-code/icd:B20', { ...opening, attributes: {} })).fault, 'catalogue.withholding');
  }
  assert.equal(catalogues(context).find('sensitive-code', 'icd:B20', '20280101')?.attributes['class'], 'HIV');
  const rows = await db.bookkeeping('test', (tx) => tx.query("select outcome from audit_event where target = 'catalogue/sensitive-code/icd:B20'", [], z.object({ outcome: z.string() })));
  assert.deepEqual([...new Set(rows.map((row) => row.outcome))], ['refused']);
});

test('search without accents, words in any order, over code and name, on a day', async () => {
  const search = async (list: string, q: string, on = '') => entries.parse((await edge.call(clerk, 'GET', `/api/catalogues/${list}?q=${encodeURIComponent(q)}&on=${on}&limit=5`)).json);
  assert.equal((await search('commune', 'ba dinh', '20260101')).items[0]?.display, 'Phường Ba Đình');
  assert.equal((await search('commune', 'Đình BA', '20260101')).items[0]?.display, 'Phường Ba Đình');
  assert.deepEqual((await search('icd10', 'a00.0', '20260801')).items.map((one) => one.code), ['A00.0']);
  assert.ok((await search('icd10', 'dai thao duong', '20260801')).items.length > 0);
  assert.equal((await search('icd10', '', '20260801')).more, true);
  assert.deepEqual((await search('icd10', '100%', '20260801')).items, []);
  const before = performance.now();
  await search('drug-registration', 'khong co thuoc nao ten the nay');
  console.log(`search over 14834 rows: ${(performance.now() - before).toFixed(1)} ms`);
  assert.equal((await edge.call(clerk, 'GET', '/api/catalogues/toys')).fault, 'catalogue.unknown-list');
  assert.equal((await edge.call(clerk, 'GET', '/api/catalogues/icd10?on=20260230')).fault, 'request.invalid');
});

test('a code has its history and its law; a new row closes the old one and says who and why', async () => {
  const shape = z.object({ history: z.array(z.object({ display: z.string(), validFrom: z.string(), validTo: z.string().nullable() })), changes: z.array(z.object({ actor: z.string(), reason: z.string() })), law: z.object({ key: z.string() }).nullable() });
  const read = async () => shape.parse((await edge.call(clerk, 'GET', '/api/catalogues/icd10/A00')).json);
  assert.equal((await read()).law?.key, 'TT06.2026');
  assert.equal((await edge.call(DEPARTMENT, 'POST', '/api/catalogues/icd10/A00', opening)).status, 200);
  assert.deepEqual((await read()).history.map((one) => [one.validFrom, one.validTo]), [['20261201', null], ['20260701', '20261130'], ['20201101', '20260630']]);
  assert.deepEqual((await read()).changes, [{ actor: 'so', reason: 'thử đổi tên' }]);
  assert.equal(catalogues(context).find('icd10', 'A00', '20261130')?.display, 'Bệnh tả');
  assert.equal(catalogues(context).find('icd10', 'A00', '20261201')?.display, 'Bệnh tả (tên thử)');
  assert.equal((await edge.call(ADMIN, 'POST', '/api/catalogues/icd10/A00', opening)).fault, 'catalogue.day-too-early');
  assert.equal((await edge.call(ADMIN, 'POST', '/api/catalogues/icd10/A00', { ...opening, reason: '' })).fault, 'request.invalid');
  assert.equal((await edge.call(ADMIN, 'POST', '/api/catalogues/icd10/A00/close', { validTo: '20261231', reason: 'thử đóng lại' })).status, 200);
  assert.equal(catalogues(context).find('icd10', 'A00', '20270101'), undefined);
  assert.equal((await edge.call(ADMIN, 'POST', '/api/catalogues/icd10/A00/close', { validTo: '20261231', reason: 'thử đóng lại' })).fault, 'catalogue.nothing-open');
  assert.equal((await edge.call(ADMIN, 'POST', '/api/catalogues/toys/A', opening)).fault, 'catalogue.unknown-list');
  const [audit] = await db.bookkeeping('test', (tx) => tx.query(`select count(*)::int as count from audit_event where action = 'catalogue.write' and outcome = 'done' and target = 'catalogue/icd10/A00'`, [], z.object({ count: z.number() })));
  assert.equal(audit?.count, 2);
});

test('all lists say whether they are complete', async () => {
  const lists = z.object({ items: z.array(z.object({ list: z.string(), rows: z.number(), versions: z.array(z.object({ validFrom: z.string(), complete: z.boolean() })) })) }).parse((await edge.call(clerk, 'GET', '/api/catalogues')).json).items;
  assert.deepEqual(lists.find((one) => one.list === 'icd10')?.versions.map((one) => [one.validFrom, one.complete]), [['20260701', false], ['20201101', true]]);
});

test('the facility room answers names', () => {
  assert.equal(catalogueRoom.facilityName?.('01001'), 'Bệnh viện Hữu Nghị');
});
