import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { SheetError, readCsv, readSheetFile, writeCsv, writeSheet } from './index.ts';

const LIMITS = { bytes: 1024 * 1024, rows: 50, columns: 10, cell: 100, unpacked: 4 * 1024 * 1024 };
const read = (text: string) => readCsv(Buffer.from(text, 'utf8'), LIMITS);

test('semicolons or commas, quotes, marks, empty cells and lines', () => {
  assert.deepEqual(read('\ufeffA;B;C\r\n1;"x;""y""";\r\n\r\n;2;3\n'), [['A', 'B', 'C'], ['1', 'x;"y"', ''], ['', '2', '3']]);
  assert.deepEqual(read('A,B\n"một,\nhai",2'), [['A', 'B'], ['một, hai', '2']]);
});

test('what is no sheet is refused with words, and never read further than the limits', async () => {
  for (const wrong of ['"a', '"a"b;c', 'x'.repeat(101), 'a\n'.repeat(60)]) assert.throws(() => read(wrong), SheetError);
  assert.throws(() => readCsv(Buffer.from([0xff, 0xfe, 65, 0]), LIMITS), /UTF-8/);
  await assert.rejects(readSheetFile(Buffer.from('d0cf11e0a1b11ae10000', 'hex'), LIMITS), /xlsx/);
  assert.deepEqual(await readSheetFile(writeSheet([['a', '007']]), LIMITS), [['a', '007']]);
});

test('what is written is read back', () => {
  // Signs that nobody sees and what a spreadsheet would take for a formula are changed on purpose.
  const cell = fc.string({ maxLength: 20 }).filter((text) => text.trim() === text && text.normalize('NFC') === text && !/[\u0000-\u001f\u200b-\u200f\u2060\ufeff]|^[=+\-@]/u.test(text));
  fc.assert(fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }).filter((row) => row.some((one) => one !== '')), { minLength: 1, maxLength: 8 }), (rows) => {
    assert.deepEqual(readCsv(Buffer.from(writeCsv(rows), 'utf8'), LIMITS), rows);
  }));
});
