import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { z } from 'zod';
import fc from 'fast-check';
import { ANONYMOUS } from '#platform/access';
import { PRODUCT_FOLDER } from '#platform/config';
import { APPROVED_KINDS } from '#platform/catalogue/rules';
import { testDatabase } from '#platform/db/testing';
import { ADMIN, DEPARTMENT, clerkOf, testContext, testEdge } from '#platform/room/testing';
import { readApprovedFile } from './approved-file.ts';
import { planApproved } from './approved-plan.ts';
import type { KnownRow } from './approved-plan.ts';
import { APPROVED_LAYOUTS, catalogueRoom, catalogues } from './index.ts';

const { db } = await testDatabase();
const context = await testContext(db);
await catalogueRoom.prepare?.(context, () => {});
const edge = await testEdge(context, [catalogueRoom]);
const url = '/api/facilities/01001/approved/drug';
const clerk = clerkOf('01001');

const HEAD = 'code\tdisplay\tvalid_from\tvalid_to\tSO_DANG_KY\tDON_GIA\n';
const file = (...lines: string[]): Buffer => Buffer.from(`\uFEFF${HEAD}${lines.map((line) => `${line}\r\n`).join('')}`, 'utf8');
const report = z.object({ rows: z.number(), opened: z.number(), closed: z.number(), unchanged: z.number(), problems: z.array(z.object({ line: z.number().nullable(), message: z.string() })) });
async function send(...lines: string[]): Promise<string> {
  const answer = await edge.call(clerk, 'POST', url, file(...lines));
  assert.equal(answer.status, 200, JSON.stringify(answer.json));
  const { opened, closed, unchanged, problems } = report.parse(answer.json);
  return [opened, closed, unchanged, ...problems.map((one) => `${one.line}: ${one.message}`)].join(' ');
}
const prices = (on: string) => catalogues(context).approved('01001', 'drug', '40.1', on)?.map((entry) => entry.attributes['DON_GIA']);

test('a file made to exhaust the server is refused or answered in short', async () => {
  const lines = async (count: number, line: (at: number) => string) => {
    const answer = await edge.call(clerkOf('01004'), 'POST', '/api/facilities/01004/approved/bed', Buffer.from(`code\tdisplay\tvalid_from\tvalid_to\n${Array.from({ length: count }, (_, at) => line(at)).join('\n')}`));
    return report.parse(answer.json);
  };
  const many = await lines(100_002, () => 'x');
  assert.deepEqual([many.rows, many.problems.length, many.problems[0]?.line], [0, 1, null]);
  const wrong = await lines(3_000, () => 'x');
  assert.deepEqual([wrong.opened, wrong.problems.length], [0, 501]);
  assert.match(wrong.problems.at(-1)?.message ?? '', /2500 chỗ khác/);
  const day = (at: number) => new Date(Date.UTC(1990, 0, 1 + at)).toISOString().slice(0, 10).replaceAll('-', '');
  const same = await lines(150, (at) => `G1\tGiường\t${day(at)}\t`);
  assert.deepEqual([same.opened, same.problems.length], [100, 50]);
});

test('only the own facility, the administrator and readers with the right get in', async () => {
  const body = file('40.1\tThuốc\t20260101\t\tVD-1\t100');
  assert.equal((await edge.call(ANONYMOUS, 'POST', url, body)).fault, 'access.not-signed-in');
  assert.equal((await edge.call(clerkOf('01002'), 'POST', url, body)).fault, 'facility-catalogue.other-facility');
  assert.equal((await edge.call(DEPARTMENT, 'POST', url, body)).fault, 'access.refused');
  assert.equal((await edge.call(clerkOf('01002'), 'GET', '/api/facilities/01001/approved')).fault, 'facility-catalogue.other-facility');
  assert.equal((await edge.call(ADMIN, 'POST', '/api/facilities/XXXXX/approved/drug', body)).fault, 'facility-catalogue.unknown-facility');
  assert.equal((await edge.call(clerk, 'POST', '/api/facilities/01001/approved/toys', body)).fault, 'request.invalid');
  assert.equal(prices('20260601'), undefined);
});

test('a price changes by closing a row and opening one; each day has its own', async () => {
  assert.equal(await send('40.1\tThuốc\t20260101\t\tVD-1\t100', '40.2\tThuốc khác\t20260101\t\tVD-2\t5'), '2 0 0');
  assert.equal(await send('40.1\tThuốc\t20260101\t\tVD-1\t100'), '0 0 1');
  assert.equal(await send('40.1\tThuốc\t20260701\t\tVD-1\t120'), '1 1 0');
  assert.deepEqual([prices('20260630'), prices('20260701')], [['100'], ['120']]);
  // The older file again: what it calls open has been closed since.
  assert.equal(await send('40.1\tThuốc\t20260101\t\tVD-1\t100', '40.2\tThuốc khác\t20260101\t\tVD-2\t5'), '0 0 2');
  assert.equal(await send('40.1\tThuốc\t20260701\t\tVD-1\t125'), '1 1 0');
  assert.deepEqual([prices('20260630'), prices('20260701')], [['100'], ['125']]);
  assert.equal(await send('40.2\tThuốc khác\t20260101\t20260331\tVD-2\t5'), '0 1 0');
  assert.deepEqual(catalogues(context).approved('01001', 'drug', '40.2', '20260401'), []);
  const listed = await edge.call(DEPARTMENT, 'GET', '/api/facilities/01001/approved');
  assert.equal(z.object({ items: z.array(z.object({ kind: z.string(), rows: z.number() })) }).parse(listed.json).items[0]?.rows, 3);
});

test('wrong lines are told with their number; the right ones are taken', async () => {
  const said = await send('40.9\t\t20260101\t\t\t1', '40.9\tTên\t20260230\t\t\t1', '40.9\tTên\t20260201\t20260101\t\t1', '40.9\tTên\t20260101\t\t\t1.000,5', '\tTên\t20260101\t\t\t',
    'a\tb\t20260101\t\tc\t1\tthừa', '41.1\tĐúng\t20260101\t\tVD-9\t7', '41.1\tTrùng\t20260101\t\tVD-9\t8', '40.1\tThuốc\t20250101\t\tVD-1\t90');
  assert.match(said, /^1 0 0 2: Mã 40\.9 thiếu tên.* 3: .*20260230.*không phải ngày.* 4: .*trước valid_from.* 5: .*1\.000,5.*không phải số tiền.* 6: Thiếu mã.* 7: Dòng có 7 ô.* 9: Trùng với dòng 8.* 10: .*đã có dòng hiệu lực từ 20260101/s);
  assert.equal(catalogues(context).approved('01001', 'drug', '41.1', '20260101')?.length, 1);
});

test('a file that is no such file is told in one sentence', () => {
  const first = (bytes: Uint8Array): string => readApprovedFile(bytes, 'drug').problems[0]?.message ?? '';
  assert.match(first(new Uint8Array([0xff, 0xfe, 0x41, 0])), /UTF-8/);
  assert.match(first(Buffer.from('code,display,valid_from,valid_to\n')), /ký tự Tab/);
  assert.match(first(Buffer.from('code\tdisplay\tvalid_from\tvalid_to\tGIA\n')), /Cột “GIA” không có trong danh mục thuốc/);
  assert.match(first(Buffer.alloc(0)), /Dòng tiêu đề/);
});

test('whatever the order of files, rows of one key never overlap and a file again changes nothing', () => {
  const days = fc.constantFrom('20260101', '20260201', '20260301', '20260401', '20260501');
  const row = fc.record({ from: days, to: fc.option(days), price: fc.constantFrom('1', '2') });
  fc.assert(fc.property(fc.array(fc.array(row, { maxLength: 4 }), { maxLength: 5 }), (files) => {
    let known: KnownRow[] = [];
    let id = 0;
    for (const rows of files) {
      const lines = rows.map((one) => `A\tTên\t${one.from}\t${one.to ?? ''}\tVD\t${one.price}\n`).join('');
      const read = readApprovedFile(Buffer.from(HEAD + lines), 'drug').rows;
      for (let round = 0; round < 2; round += 1) {
        const plan = planApproved(known, read);
        if (round === 1) assert.deepEqual([plan.insert.length, plan.replace.length], [0, 0]);
        known = known.filter((one) => !plan.replace.includes(one.id)).map((one) => {
          const closed = plan.close.find((each) => each.id === one.id)?.validTo;
          return { ...one, entry: { ...one.entry, validTo: plan.reopen.includes(one.id) ? null : closed ?? one.entry.validTo } };
        }).concat(plan.insert.map(({ key, entry }) => ({ id: `${id += 1}`, key, entry })));
        const sorted = known.map((one) => one.entry).sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
        sorted.slice(1).forEach((entry, i) => {
          const before = sorted[i]?.validTo ?? null;
          assert.ok(before !== null && before < entry.validFrom, JSON.stringify(sorted));
        });
      }
    }
  }), { numRuns: 500 });
});

test('docs/approved-catalogues.md names every kind and column', () => {
  const text = readFileSync(join(PRODUCT_FOLDER, 'docs', 'approved-catalogues.md'), 'utf8');
  for (const kind of APPROVED_KINDS) {
    const line = text.split('\n').find((one) => one.startsWith(`| \`${kind}\``)) ?? '';
    for (const column of [...APPROVED_LAYOUTS[kind].key, ...APPROVED_LAYOUTS[kind].more]) assert.match(line, new RegExp(`\\b${column}\\b`));
  }
});
