import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  COMPARED, CsvReader, csvLine, headerOut, lineOut, movedTo, NATIONAL_EVENTS, NATIONAL_LAYOUTS, NATIONAL_STATES, nationalLayoutOn, ResultProblem, resultOf, WORST_FIRST, type CsvRecord,
} from './index.ts';

const layout = nationalLayoutOn('20261121');
const LINE = '0f8fad5b-d9cb-469f-a165-70867728950e';
const state = fc.constantFrom(...NATIONAL_STATES);

test('every move of every state', () => {
  const table = NATIONAL_EVENTS.map((event) => [event, NATIONAL_STATES.map((from) => movedTo(from, event) ?? '–').join(' ')]);
  assert.deepEqual(table, [
    // unverified sent matched differs corrected sent-again verified
    ['send', 'sent sent – – sent-again sent-again –'],
    ['match', '– matched – – – verified –'],
    ['differ', '– differs – – – differs –'],
    ['describe', 'unverified unverified unverified corrected corrected corrected unverified'],
    ['confirm', '– – – verified verified – –'],
    ['withdraw', '– – – – – – unverified'],
  ]);
  assert.deepEqual(new Set(WORST_FIRST), new Set(NATIONAL_STATES));
});

test('nothing counts as right after another description, and only what was sent gets a result', () => {
  fc.assert(fc.property(state, (from) => {
    assert.ok(['unverified', 'corrected'].includes(movedTo(from, 'describe') ?? ''));
    if (movedTo(from, 'match') !== undefined || movedTo(from, 'differ') !== undefined) assert.ok(from.startsWith('sent'));
  }));
  fc.assert(fc.property(fc.array(fc.constantFrom(...NATIONAL_EVENTS), { maxLength: 30 }), (events) => {
    // Verified only by a match after a correction, or by a clerk.
    let now: (typeof NATIONAL_STATES)[number] = 'unverified';
    let differed = false;
    for (const event of events) {
      const next = movedTo(now, event);
      if (next === undefined) continue;
      if (next === 'differs') differed = true;
      if (next === 'verified') assert.ok(differed && (event === 'match' || event === 'confirm'));
      now = next;
    }
  }));
});

test('layouts are dated and one holds on every day from the first', () => {
  assert.equal(NATIONAL_LAYOUTS.filter((one) => one.validTo === null).length, 1);
  assert.throws(() => nationalLayoutOn('20251231'));
  assert.deepEqual(headerOut(layout), ['MA_DONG', 'SO_DINH_DANH', 'HO_TEN', 'NGAY_SINH', 'GIOI_TINH']);
  assert.deepEqual(['19650312', '196503', '1965', ''].map((born) => lineOut(LINE, { citizenId: '062165000111', name: 'Lê Ân', born, sex: '2' }, layout).slice(3)), [['12/03/1965', 'Nữ'], ['03/1965', 'Nữ'], ['1965', 'Nữ'], ['', 'Nữ']]);
});

test('a name is no formula to a program for tables', () => {
  for (const before of ['=', '+', '-', '@', '\u0001=', ' =', '＝', "'=", '=1+']) assert.equal(lineOut(LINE, { citizenId: '', name: `${before}HYPERLINK("x")`, born: '', sex: '' }, layout)[2], 'HYPERLINK("x")', before);
  assert.deepEqual(['Ánh Đào', 'H’Nữ', '123', ''].map((name) => lineOut(LINE, { citizenId: '', name, born: '', sex: '' }, layout)[2]), ['Ánh Đào', 'H’Nữ', '', '']);
});

test('what a line of the answer says, and why it cannot be used', () => {
  assert.deepEqual(resultOf([LINE.toUpperCase(), 'KHOP', ''], layout), { line: LINE, outcome: 'match', differs: [] });
  assert.deepEqual(resultOf([LINE, 'SAI', 'NGAY_SINH|HO_TEN'], layout).differs, ['name', 'born']);
  assert.deepEqual(resultOf([LINE, 'KHONG_CO', ''], layout), { line: LINE, outcome: 'differ', differs: ['citizenId'] });
  for (const [cells, words] of [
    [['7', 'KHOP', ''], /MA_DONG “7” không phải/], [[LINE, 'ĐÚNG', ''], /KET_QUA “ĐÚNG” không phải KHOP, SAI, KHONG_CO/], [[LINE, 'SAI', ''], /không nêu trường nào/],
    [[LINE, 'SAI', 'TEN'], /TRUONG_SAI có “TEN”/], [[LINE, 'KHOP', 'HO_TEN'], /KHOP mà TRUONG_SAI/], [[LINE, 'KHOP'], /2 cột/],
  ] as const) assert.throws(() => resultOf(cells, layout), (error: unknown) => error instanceof ResultProblem && words.test(error.message));
});

test('CSV comes back as it was written, however it is cut into pieces', () => {
  const cell = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replaceAll('\r', ''));
  fc.assert(fc.property(fc.array(fc.array(cell, { minLength: COMPARED.length, maxLength: COMPARED.length }), { maxLength: 8 }), fc.integer({ min: 1, max: 9 }), (rows, size) => {
    const text = `\uFEFF${rows.map(csvLine).join('')}`;
    const reader = new CsvReader();
    const read: CsvRecord[] = [];
    for (let at = 0; at < text.length; at += size) read.push(...reader.push(text.slice(at, at + size)));
    read.push(...reader.end());
    assert.deepEqual(read.map((one) => ('cells' in one ? one.cells : one.problem)), rows);
  }));
});

test('a mark that is never closed costs its own lines, not the memory', () => {
  const reader = new CsvReader();
  const read = [...reader.push('a,b\n"c,d\n'), ...reader.push('x'.repeat(5000)), ...reader.push('\ne,f\n'), ...reader.end()];
  assert.deepEqual(read.map((one) => [one.line, 'cells' in one ? one.cells.join() : 'problem']), [[1, 'a,b'], [2, 'problem'], [4, 'e,f']]);
});
