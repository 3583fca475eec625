import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { z } from 'zod';
import { testDatabase } from '#platform/db/testing';
import { identityServer, PASSWORD } from '../testing/index.ts';
import { COLUMNS, readLines } from './rows.ts';
import { sheetRows, writeCsv, writeSheet } from './sheet.ts';
import { makeZip, openZip } from '#platform/sheet';

const { db } = await testDatabase();
const server = await identityServer(db);
await server.make({ user: 'quantri', role: 'admin', facility: null });
await server.make({ user: 'da-co' });
const admin = server.browser();
const { code } = await admin.enrol('quantri');
await admin.call('POST', '/api/session/confirm', { password: PASSWORD, code: code() });
const answer = z.object({ made: z.number().optional(), csv: z.string().optional(), items: z.array(z.object({ line: z.number(), user: z.string(), problems: z.array(z.object({ column: z.string(), what: z.string(), todo: z.string() })) })) });
const send = (rows: string[][], url = '/api/account-sheet/preview') => admin.ask('POST', url, answer, writeSheet([[...COLUMNS], ...rows]));

test('what is no sheet, holds formulas, is a bomb, too long or lacks a column is refused', async () => {
  const refused = async (bytes: Buffer): Promise<string> => (await admin.call('POST', '/api/account-sheet/preview', bytes)).code;
  assert.equal(await refused(Buffer.from('không phải zip')), 'identity.sheet-unreadable');
  assert.equal(await refused(makeZip([{ name: 'a', content: 'b' }])), 'identity.sheet-unreadable');
  assert.equal(await refused(writeSheet([['Tên đăng nhập', 'Họ và tên']])), 'identity.sheet-unreadable');
  assert.equal(await refused(writeSheet([[...COLUMNS], ['x'.repeat(201)]])), 'identity.sheet-unreadable');
  assert.equal(await refused(writeSheet([[...COLUMNS], ...Array.from({ length: 1001 }, (_, index) => [`u${index}`])])), 'identity.sheet-unreadable');
  assert.equal(await refused(Buffer.alloc(2_200_000)), 'request.too-large');
  const formula = makeZip(openZip(writeSheet([[...COLUMNS], ['bí danh']]), 60).map(({ name, packed }) => ({ name, content: packed.toString().replace(/<is>(?:(?!<is>).)*bí danh<\/t><\/is>/, '<f>HYPERLINK("x")</f><v>1</v>') })));
  assert.equal(await refused(formula), 'identity.sheet-unreadable');
  assert.equal(await refused(bomb()), 'identity.sheet-unreadable');
});

test('one cell at the far end of a sheet takes neither memory nor time of others', async () => {
  const sheet = writeSheet([[...COLUMNS], ['xa']]);
  const far = (place: string): Buffer => makeZip(openZip(sheet, 60).map(({ name, packed }) => ({ name, content: packed.toString().replace('"A2"', `"${place}"`).replace('<row r="2">', `<row r="${place.replace(/\D+/, '')}">`) })));
  let longest = 0;
  let last = performance.now();
  const clock = setInterval(() => { longest = Math.max(longest, performance.now() - last); last = performance.now(); }, 20);
  const refused = async (bytes: Buffer): Promise<string> => sheetRows(bytes).then(() => 'read', (error: unknown) => String(error));
  for (const place of ['XFD1000', 'XFD1048576']) assert.match(await refused(far(place)), /Không đọc được bảng/, place);
  clearInterval(clock);
  assert.ok(longest < 1500, `others waited ${longest} ms`);
});

test('a file in the zip that its directory does not name is not there for the reader of the sheet either', async () => {
  const zip = writeSheet([['xem được']]);
  const directory = (of: Buffer): number => of.readUInt32LE(of.length - 6);
  const other = openZip(writeSheet([['không ai xem']]), 60).filter((file) => file.name.endsWith('sheet1.xml')).map(({ name, packed }) => ({ name, content: packed }));
  const hidden = makeZip(other);
  const spliced = Buffer.concat([zip.subarray(0, directory(zip)), hidden.subarray(0, directory(hidden)), zip.subarray(directory(zip))]);
  spliced.writeUInt32LE(directory(zip) + directory(hidden), spliced.length - 6);
  assert.deepEqual(await sheetRows(spliced), [['xem được']]);
});

/** Thirty megabytes of nothing in a few kilobytes. */
function bomb(): Buffer {
  const zip = makeZip([{ name: 'xl/worksheets/sheet1.xml', content: deflateRawSync(Buffer.alloc(30_000_000)) }]);
  zip.writeUInt16LE(8, zip.lastIndexOf('PK\u0001\u0002') + 10);
  return zip;
}

test('every line is judged with its row, column, what and what to do', async () => {
  const { items } = await send([
    ['nguyen.lan', 'Nguyễn Thị Lan', 'Điều dưỡng', '62981', '01/12/2026', ''], ['da-co', 'Trần Minh', 'Bác sĩ', '62990', '', ''], ['', '', '', '', '', ''], ['Nguyen.Lan', 'A', 'Vua', '99999', '31/02/2026', '01/01/2020'],
    ['ok.so', 'Sở Y tế', 'Sở Y tế', '', '', ''], ['thieu', 'Thiếu Mã', 'Bác sĩ', '', '', ''], ['quan.tri', 'Quản Trị', 'Quản trị', '', '', ''],
  ]);
  assert.deepEqual(items.map((item) => [item.line, item.problems.map((one) => one.column)]), [
    [2, []], [3, ['Tên đăng nhập']], [5, ['Tên đăng nhập', 'Họ và tên', 'Vai trò', 'Mã cơ sở', 'Từ ngày', 'Đến ngày']], [6, []], [7, ['Mã cơ sở']], [8, ['Vai trò']],
  ]);
  assert.match(items[2]?.problems[0]?.what ?? '', /trùng với dòng 2/);
});

test('good lines are imported with codes that work, bad ones left; a name that a spreadsheet would run is made harmless', async () => {
  const done = await send([['moi.mot', '=HYPERLINK("http://evil.example")', 'Bác sĩ', '62990', '', ''], ['moi.hai', 'Trần Hai', 'Điều dưỡng', '62981', '', ''], ['sai dòng', '', '', '', '', '']], '/api/account-sheet');
  assert.equal(done.made, 2);
  assert.match(done.csv ?? '', /^\ufeff"Tên đăng nhập","Họ và tên","Mã mời"\r\n"moi\.mot","'=HYPERLINK\(""http:\/\/evil\.example""\)","/);
  const [, invited = ''] = /"moi\.hai","Trần Hai","([^"]+)"/.exec(done.csv ?? '') ?? [];
  assert.equal((await server.browser().call('POST', '/api/invitation/accept', { code: invited, password: PASSWORD })).status, 200);
});

test('the template can be read and is good', async () => {
  const { body } = await admin.call('GET', '/api/account-sheet');
  assert.ok(Buffer.isBuffer(body));
  assert.equal(openZip(body, 60).length, 5);
  const lines = readLines(await sheetRows(body), { taken: () => false, facility: () => true, today: '20261126' });
  assert.deepEqual(lines.map((line) => line.problems), [[], []]);
});

test('no row and no bytes make it fall: any cells give lines or one fault; a cell comes back as it was; no CSV cell begins a formula', async () => {
  const cell = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 30 }), fc.constantFrom('=1+1', '@x', '62981', 'Bác sĩ', '01/01/2026', '-'));
  await fc.assert(fc.asyncProperty(fc.array(fc.array(cell, { maxLength: 8 }), { maxLength: 5 }), async (rows) => {
    // What XML 1.0 cannot hold is not in a sheet.
    const kept = rows.map((row) => row.map((text) => text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd]/gu, '')));
    const read = await sheetRows(writeSheet([[...COLUMNS], ...kept]));
    for (const line of readLines(read, { taken: () => false, facility: () => false, today: '20261126' })) for (const problem of line.problems) assert.ok(problem.todo.length > 5);
    for (const text of writeCsv(kept).split(/",?"?|\r\n/)) assert.doesNotMatch(text, /^[=+@-]/);
  }), { numRuns: 20 });
  await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.nat(), async (noise, at) => {
    const sheet = writeSheet([[...COLUMNS], ['a', 'b']]);
    sheet.set(noise.slice(0, 40), at % (sheet.length - 40));
    await sheetRows(sheet).catch((error: unknown) => { assert.match(String(error), /Không đọc được bảng/); });
  }), { numRuns: 30 });
});
