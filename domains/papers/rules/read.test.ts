import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { birthFile, deathFile, paperFile } from '#domains/papers/testing';
import { readPaper } from './index.ts';
import type { ReadPaper } from './index.ts';

const FIELDS = { facility: ['MACSKCB'], number: ['MA_GBT', 'MA_GCS', 'MA_CT', 'SO_SERI'], issued: ['NGAY_CAPGIAYBT', 'NGAY_CT', 'NGAYLAP'] };
const SHA = 'ab'.repeat(32);
const read = (text: string): Omit<ReadPaper, 'values'> => {
  const found = readPaper(text, SHA, FIELDS);
  if ('problem' in found) throw new Error(found.problem);
  const { values: _values, ...rest } = found;
  return rest;
};
const problem = (text: string): string => { const found = readPaper(text, SHA, FIELDS); return 'problem' in found ? found.problem : assert.fail(found.key); };
const ct = (number: string, more = {}) => ({ type: 'CT07', values: { MA_CT: number, ...more } });

test('kind, number, facility and day of each of the three files', () => {
  assert.deepEqual(read(`\uFEFF${paperFile([ct('12')])}`), { kind: 'paper', key: 'CT07/12', facilities: ['62990'], issued: '20261126' });
  assert.deepEqual(read(deathFile('7')), { kind: 'death-notice', key: 'GBT/7', facilities: ['62990'], issued: '20261126' });
  assert.deepEqual(read(birthFile('9')), { kind: 'birth-notice', key: 'GCS/9', facilities: [], issued: '20261126' });
});

test('of several papers all numbers are the key, in whichever order; one of them alone is another key', () => {
  assert.equal(read(paperFile([ct('2'), ct('1')])).key, 'CT07/1+CT07/2');
  assert.equal(read(paperFile([ct('1'), ct('2')])).key, 'CT07/1+CT07/2');
  assert.notEqual(read(paperFile([ct('1')])).key, read(paperFile([ct('1'), ct('2')])).key);
  assert.equal(read(paperFile(Array.from({ length: 40 }, (_, i) => ct(`2026-${i}`)))).key, `CT/${SHA.slice(0, 16)}`);
});

test('without a number of each the content stands for itself, so that none takes another’s place', () => {
  for (const text of [paperFile([ct('1'), { type: 'CT07', values: { HO_TEN: 'A' } }]), paperFile([]), paperFile([ct('1')]).replace(/<NOIDUNGFILE>[^<]*/u, '<NOIDUNGFILE>không đọc được')]) assert.equal(read(text).key, `CT/${SHA.slice(0, 16)}`);
  assert.equal(read(deathFile('')).key, `GBT/${SHA.slice(0, 16)}`);
});

test('strange signs of a number become dashes; the next field counts where the first is empty', () => {
  assert.equal(read(paperFile([ct('12 / BV–A')])).key, 'CT07/12-/-BV-A');
  assert.equal(read(paperFile([{ type: 'CT06', values: { MA_CT: '', SO_SERI: 'A1' } }])).key, 'CT06/A1');
});

test('the earliest day counts, one that cannot be read does not', () => {
  assert.equal(read(paperFile([ct('1', { NGAY_CT: '20261120' }), ct('2', { NGAY_CT: '20261119' })])).issued, '20261119');
  assert.equal(read(paperFile([ct('1', { NGAY_CT: '20260230' })])).issued, '20261126');
  assert.equal(read(paperFile([ct('1')], '62990', '26/11/2026')).issued, '');
});

test('facilities are read of the file, not of its signature nor of the documents within', () => {
  const text = paperFile([ct('1', { MACSKCB: '01001' })]).replace('<Signature>abc', '<Signature><MACSKCB>01002</MACSKCB>');
  assert.deepEqual(read(text).facilities, ['62990']);
});

test('what is no such file is refused in words', () => {
  assert.match(problem('<HSCHUNGTU>'), /không phải XML/u);
  assert.match(problem('<!DOCTYPE a [<!ENTITY x "y">]><HSCHUNGTU>&x;</HSCHUNGTU>'), /DTD/u);
  assert.match(problem('<GIAMDINHHS/>'), /phần tử gốc phải là HSCHUNGTU, HSDLGBT, HSDLGCS/u);
  assert.match(problem(`${'<a>'.repeat(100)}${'</a>'.repeat(100)}`), /quá sâu/u);
});

test('whatever comes, it is read or refused', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => { readPaper(text, SHA, FIELDS); readPaper(`<HSDLGBT><NOIDUNGFILE>${btoa(text.replace(/[^\x20-\x7e]/gu, ''))}</NOIDUNGFILE></HSDLGBT>`, SHA, FIELDS); }));
});

test('what is no XML is known by its beginning, however long it is', () => {
  for (const part of ['\u0001', '&;', '<>', '<a>', '<!x>', 'a<']) {
    const began = performance.now();
    assert.match(problem(`<HSCHUNGTU>${part.repeat(8 * 1024 * 1024 / part.length)}`), /XML/u);
    assert.ok(performance.now() - began < 1500, `${JSON.stringify(part)}: ${performance.now() - began} ms`);
  }
  assert.match(problem(''), /XML/u);
});

test('a document is read the same wherever it is cut into portions', () => {
  const text = `\uFEFF${paperFile([ct('12', { GHI_CHU: `${'ă😀&amp;'.repeat(9_000)}` })])}`;
  assert.equal(read(text).key, 'CT07/12');
  fc.assert(fc.property(fc.integer({ min: 0, max: 200 }), (shift) => {
    const found = readPaper(text.replace('<HSCHUNGTU', `<!--${'x'.repeat(16_100 + shift)}--><HSCHUNGTU`), SHA, FIELDS);
    assert.ok(!('problem' in found) && found.key === 'CT07/12' && found.values.some(([, value]) => value === 'ă😀&'.repeat(9_000)));
  }), { numRuns: 30 });
});
