import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { z } from 'zod';
import { memoryCatalogues } from '#platform/catalogue/rules';
import { testDatabase } from '#platform/db/testing';
import { testContext } from '#platform/room/testing';
import { closeEntry, openEntry } from './change.ts';
import { readLists } from './search.ts';
import { CatalogueImportError, catalogueRoom, catalogues, fileSources, importFolder, importReference, referenceVersions, refresh } from './index.ts';

const { db } = await testDatabase();
const context = await testContext(db);
const folder = mkdtempSync(join(tmpdir(), 'yteso-lists-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const HEADER = 'list\tfile\ttitle\tvalid_from\tvalid_to\tcomplete\tlaw\tsource\trows\tsha256\tnote';
/** A folder with one list about sports. */
function writeSports(body: string, sha?: string, title = 'Môn thể thao'): void {
  mkdirSync(join(folder, 'lists'), { recursive: true });
  const text = `code\tdisplay\tvalid_from\tvalid_to\tplayers\n${body}`;
  writeFileSync(join(folder, 'lists', 'sport.tsv'), text);
  const sha256 = sha ?? createHash('sha256').update(text).digest('hex');
  writeFileSync(join(folder, 'lists.tsv'), `${HEADER}\nsport\tsport.tsv\t${title}\t20200101\t\tyes\tTT1\tTự soạn\t${body.split('\n').length - 1}\t${sha256}\t\n`);
}
const count = async (sql: string, params: unknown[] = []) => (await db.bookkeeping('test', (tx) => tx.query(sql, params, z.object({ count: z.number() }))))[0]?.count;

test('the reference lists come in with their counts, and a second time costs nothing', async () => {
  const first = performance.now();
  const report = await importReference(context);
  const cold = performance.now() - first;
  const stated = referenceVersions().reduce((sum, version) => sum + version.rows, 0);
  assert.equal(report.rows, stated);
  assert.equal(await count('select count(*)::int as count from catalogue_entry'), stated);
  const again = performance.now();
  assert.deepEqual(await importReference(context), { versions: 0, rows: 0, remarks: [] });
  const warm = performance.now() - again;
  console.log(`import ${stated} rows: ${cold.toFixed(0)} ms; unchanged: ${warm.toFixed(1)} ms`);
  assert.ok(warm < 200, `unchanged import took ${warm} ms`);
});

test('after the import the catalogues say what the files say', async () => {
  const before = performance.now();
  await refresh(context);
  console.log(`refresh: ${(performance.now() - before).toFixed(1)} ms`);
  const files = memoryCatalogues(fileSources());
  const live = catalogues(context);
  for (const [list, code, on] of [['icd10', 'A00', '20260801'], ['icd10', 'A00', '20250801'], ['facility', '01001', '20260801'], ['MA_DOITUONG_KCB', '1.13', '20260701'], ['parameter', 'base-salary', '20260630']] as const) {
    assert.deepEqual(live.find(list, code, on), files.find(list, code, on), `${list} ${code}`);
  }
  assert.equal(live.isComplete('icd10', '20251001'), true);
  assert.equal(live.isComplete('icd10', '20260801'), false);
  assert.equal(live.article('TT06.2026')?.document, 'TT 06/2026/TT-BYT');
  assert.equal(live.isDayOff('20260902'), true);
});

test('a list with several versions has its plain title; one with a single version keeps what it says', async () => {
  const lists = await db.bookkeeping('test', readLists);
  const title = (list: string) => lists.find((one) => one.list === list)?.title;
  assert.deepEqual(['icd10', 'MA_LOAI_KCB', 'service'].map(title), ['ICD-10', 'Hình thức khám bệnh, chữa bệnh', 'Dịch vụ kỹ thuật (QĐ 7603)']);
});

test('a folder is taken over and not needed afterwards; a changed file replaces its rows', async () => {
  writeSports('BB\tBóng bàn\t\t\t2\nCL\tCầu lông\t\t\t2\n');
  assert.equal((await importFolder(context, folder)).rows, 2);
  assert.equal((await importFolder(context, folder)).versions, 0);
  writeSports('BB\tBóng bàn\t\t\t4\nDC\tĐá cầu\t\t\t2\n');
  await importFolder(context, folder);
  writeSports('BB\tBóng bàn\t\t\t4\nDC\tĐá cầu\t\t\t2\n', undefined, 'Các môn thể thao');
  await importFolder(context, folder);
  assert.equal((await db.bookkeeping('test', readLists)).find((one) => one.list === 'sport')?.title, 'Các môn thể thao');
  rmSync(join(folder, 'lists'), { recursive: true });
  assert.equal(catalogues(context).find('sport', 'BB', '20250101')?.attributes['players'], '4');
  assert.equal(catalogues(context).find('sport', 'CL', '20250101'), undefined);
});

test('a file that is not what lists.tsv says is refused whole, with words', async () => {
  writeSports('BB\tBóng bàn\t\t\t9\n', 'f'.repeat(64));
  await assert.rejects(importFolder(context, folder), (error) => error instanceof CatalogueImportError && /sport\.tsv khác với lists\.tsv/.test(error.message));
  assert.equal(catalogues(context).find('sport', 'BB', '20250101')?.attributes['players'], '4');
});

test('what a person changed counts at once and outlives every import, with a remark', async () => {
  const act = (work: Parameters<typeof db.withAccess<void>>[2]) => db.withAccess({ actor: { id: 'a', kind: 'account' }, role: 'admin', facility: null, purpose: 'test', requestId: null }, { action: 'catalogue.write', target: 'catalogue/sport' }, work);
  await act((tx) => openEntry(tx, 'sport', { code: 'BB', display: 'Bóng bàn đôi', validFrom: '20260101', attributes: { players: '4' } }, 'luật mới'));
  await act((tx) => closeEntry(tx, 'sport', 'DC', '20251231', 'bỏ môn này'));
  await refresh(context);
  const look = () => ['BB 20251231', 'BB 20260101', 'DC 20251231', 'DC 20260101'].map((text) => {
    const [code = '', on = ''] = text.split(' ');
    return catalogues(context).find('sport', code, on)?.display;
  });
  assert.deepEqual(look(), ['Bóng bàn', 'Bóng bàn đôi', 'Đá cầu', undefined]);
  writeSports('BB\tTên khác\t\t\t1\nDC\tTên khác\t\t\t1\nCV\tCờ vua\t\t\t2\n');
  const report = await importFolder(context, folder);
  assert.match(report.remarks.join(), /sport: giữ nguyên 2 mã do người quản trị đã sửa \(BB, DC\)/);
  assert.deepEqual(look(), ['Bóng bàn', 'Bóng bàn đôi', 'Đá cầu', undefined]);
  assert.equal(catalogues(context).find('sport', 'CV', '20260101')?.display, 'Cờ vua');
  assert.equal(catalogues(context).isComplete('sport', '20260101'), true);
});

test('another process sees the change', async () => {
  const other = { ...context, db: Object.create(db) as typeof db };
  await refresh(other);
  await db.withAccess({ actor: { id: 'a', kind: 'account' }, role: 'admin', facility: null, purpose: 'test', requestId: null }, { action: 'catalogue.write', target: 'x/y' },
    (tx) => openEntry(tx, 'sport', { code: 'NEW', display: 'Môn mới', validFrom: '20260101', attributes: {} }, 'thêm môn'));
  assert.equal(catalogues(other).find('sport', 'NEW', '20260201'), undefined);
  const [job] = catalogueRoom.jobs?.(other) ?? [];
  await job?.run(new AbortController().signal);
  assert.equal(catalogues(other).find('sport', 'NEW', '20260201')?.display, 'Môn mới');
});
