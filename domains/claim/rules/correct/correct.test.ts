import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Dossier } from '../model/index.ts';
import { readBytes } from '../read/index.ts';
import { layout } from '../standard/index.ts';
import { anyDossier, anyText } from '../testing/any-dossier.ts';
import { readText, sound, file, hoso, part, base64Of, summaryOf } from '../testing/sample-file.ts';
import { canonical, writeFile } from '../write/index.ts';
import { carriesOver, correct, misfitOf, type Change, type Changed } from './index.ts';

const claim = (rows: Record<string, string>, more: Partial<Dossier> = {}): Dossier => ({ kind: 'claim', position: 1, facility: '99001', createdOn: '20261121', problems: [], tables: new Map([['XML1', { name: 'XML1', layout: 'XML1', rows: [rows] }]]), ...more });
const flawsOf = (dossier: Dossier, ...changes: Change[]): string[] => {
  const result = correct(dossier, changes);
  return 'flaws' in result ? result.flaws.map((one) => `${one.at} ${one.message}`) : [];
};

test('a cell that is not there, the keys of the dossier and a value of another shape are refused, each with its place', () => {
  const dossier = claim({ MA_LK: 'a', MA_CSKCB: '99001', NGAY_RA: '202611211030' });
  const at = (field: string, value: string, row = 1, table = 'XML1'): Change => ({ table, row, field, value });
  const flaws = flawsOf(dossier, at('NGAY_RA', '20261121'), at('MA_LK', 'b'), at('MA_CSKCB', '99002'), at('NO_SUCH', 'x'), at('HO_TEN', 'x', 2), at('STT', '1', 1, 'XML2'), at('T_BHTT', '1,5'), at('GIOI_TINH', '12'), at('HO_TEN', 'NguyÔn V¨n'), at('GHI_CHU', '\u0001'), at('SO_NGAY_DTRI', '-1'));
  assert.equal(flaws.length, 11);
  const said = ['NGAY_RA: phải là thời điểm có thật', 'MA_LK: không sửa được', 'MA_CSKCB: không sửa được', 'chuẩn không có trường này', 'bảng chỉ có 1 dòng', 'không có bảng này', 'T_BHTT: phải là số không âm', 'GIOI_TINH: dài quá 1', 'HO_TEN: có chữ gõ bằng bảng mã cũ', 'GHI_CHU: có ký tự không ghi được', 'SO_NGAY_DTRI: phải là số nguyên'];
  said.forEach((words, index) => assert.ok(flaws[index]?.startsWith(`${index} `) && flaws[index].includes(words), flaws[index]));
  assert.ok(flaws.every((one) => !one.includes('99002') && !one.includes('NguyÔn')), 'what was typed is not said back');
  assert.match(flawsOf(dossier, at('HO_TEN', 'x'), at('HO_TEN', 'y')).join(), /hai lần/);
});

test('what stands there already is no change, and a field that is not there is not made in order to be empty', () => {
  const result = correct(claim({ MA_LK: 'a', HO_TEN: 'x' }), [{ table: 'XML1', row: 1, field: 'HO_TEN', value: 'x' }, { table: 'XML1', row: 1, field: 'GHI_CHU', value: '' }, { table: 'XML1', row: 1, field: 'LY_DO_VV', value: 'ho' }]);
  assert.ok('changed' in result);
  assert.deepEqual(result.changed, [{ table: 'XML1', row: 1, field: 'LY_DO_VV', before: null, after: 'ho' }]);
});

test('a file with something that reading does not keep is not written anew; order and counts are no loss', () => {
  assert.equal(carriesOver(readText(file([sound('a')], 7)).items), undefined);
  const spoiled = (content: string): string | undefined => carriesOver(readText(file([hoso(part('XML1', base64Of(content)))])).items);
  assert.equal(spoiled('<TONG_HOP><STT>1</STT><MA_LK>a</MA_LK></TONG_HOP>'), undefined);
  assert.match(spoiled('<TONG_HOP><MA_LK>a</MA_LK><TRUONG_LA>1</TRUONG_LA></TONG_HOP>') ?? '', /TRUONG_LA/);
  assert.match(spoiled('<TONG_HOP><MA_LK>a</MA_LK><STT>1</STT><STT>2</STT></TONG_HOP>') ?? '', /hai lần/);
  assert.match(carriesOver(readText(file([hoso(part('XML1', base64Of(summaryOf('a'))), part('XML99', ''))])).items) ?? '', /XML99/);
});

/** A dossier and changes to any of its cells. */
const corrected = anyDossier('claim').chain((dossier) => {
  const cells = [...dossier.tables.values()].flatMap((table) => table.rows.flatMap((_, row) => layout(table.layout).fields.map((field) => ({ table: table.name, row: row + 1, field }))));
  return fc.array(fc.tuple(fc.constantFrom(...cells), anyText), { maxLength: 5 }).map((picked) => ({ dossier, picked }));
});

test('after any changes every other field is as it was, and the changed ones are as said: written, read again', () => {
  fc.assert(fc.property(corrected, ({ dossier, picked }) => {
    const changes = picked.filter(([cell, value]) => misfitOf(cell.field, value) === undefined).map(([cell, value]): Change => ({ table: cell.table, row: cell.row, field: cell.field.name, value }));
    const once = changes.filter((one, at) => changes.findIndex((other) => other.table === one.table && other.row === one.row && other.field === one.field) === at);
    const result = correct(dossier, once);
    assert.ok('dossier' in result);
    const [back] = readBytes(new TextEncoder().encode(writeFile({ kind: 'claim', facility: '99001', createdOn: '20261121', dossiers: [result.dossier] })));
    assert.ok(back?.type === 'dossier' && back.dossier.problems.length === 0);
    assert.equal(canonical(back.dossier), canonical(result.dossier));
    for (const table of dossier.tables.values()) table.rows.forEach((row, at) => {
      const now = back.dossier.tables.get(table.name)?.rows[at];
      for (const field of layout(table.layout).names) {
        const mine: Changed | undefined = result.changed.find((one) => one.table === table.name && one.row === at + 1 && one.field === field);
        assert.equal(now?.[field], mine === undefined ? row[field] : mine.after);
        if (mine !== undefined) assert.equal(mine.before, row[field] ?? null);
      }
    });
    assert.deepEqual([...back.dossier.tables.keys()].sort(), [...dossier.tables.keys()].sort());
  }), { numRuns: 200 });
});
