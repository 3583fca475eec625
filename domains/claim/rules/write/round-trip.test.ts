import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { TABLES, type Dossier, type FileKind } from '../model/index.ts';
import { readBytes } from '../read/index.ts';
import { layout, tableShape } from '../standard/index.ts';
import { anyDossier } from '../testing/any-dossier.ts';
import { canonical, UnwritableError, writeFile, writeTable } from './index.ts';

function read(text: string): Dossier[] {
  const items = readBytes(new TextEncoder().encode(text));
  assert.deepEqual(items.filter((item) => item.type === 'problem'), []);
  const end = items.at(-1);
  assert.ok(end?.type === 'end' && end.summary.complete);
  return items.flatMap((item) => (item.type === 'dossier' ? [item.dossier] : []));
}

for (const kind of ['claim', 'checkin', 'assessment'] satisfies FileKind[]) {
  for (const tables of ['base64', 'inline'] as const) {
    test(`reading what was written gives the same dossiers: ${kind}, ${tables}`, () => {
      fc.assert(fc.property(fc.array(anyDossier(kind), { maxLength: 3 }), (dossiers) => {
        const written = writeFile({ kind, facility: '99001', createdOn: '20261121', dossiers }, { tables });
        const back = read(written);
        assert.deepEqual(back, dossiers.map((dossier, index) => ({ ...dossier, position: index + 1 })));
        assert.deepEqual(back.map(canonical), dossiers.map(canonical));
      }), { numRuns: 100 });
    });
  }
}

test('written fields and tables stand in the order of the standard', () => {
  fc.assert(fc.property(anyDossier('claim'), (dossier) => {
    const shuffled = { ...dossier, tables: new Map([...dossier.tables].toReversed()) };
    const text = writeFile({ kind: 'claim', facility: '99001', createdOn: '20261121', dossiers: [shuffled] }, { tables: 'inline' });
    const kinds = [...new Set([...text.matchAll(/<LOAIHOSO>(\w+)</gu)].map((found) => found[1] ?? ''))];
    assert.deepEqual(kinds, TABLES.filter((name) => dossier.tables.has(name)));
    assert.ok(text.trimEnd().endsWith('<CHUKYDONVI/>\n</GIAMDINHHS>'));
    for (const table of dossier.tables.values()) {
      const record = tableShape(table.name).record;
      const rows = writeTable(table).split(`<${record}>`).slice(1);
      assert.equal(rows.length, table.rows.length);
      for (const [index, row] of rows.entries()) {
        const names = [...row.replaceAll(/<!\[CDATA/gu, '').matchAll(/<([A-Z][A-Z0-9_]*)\/?>/gu)].map((found) => found[1]);
        assert.deepEqual(names, layout(table.layout).names.filter((name) => table.rows[index]?.[name] !== undefined));
      }
    }
  }), { numRuns: 50 });
});

test('absent, empty and blank are three different things', () => {
  const table = (rows: readonly Record<string, string | undefined>[]): string => writeTable({ name: 'XML2', layout: 'XML2', rows });
  assert.equal(table([{ MA_LK: 'a' }]), '<CHITIEU_CHITIET_THUOC><DSACH_CHI_TIET_THUOC><CHI_TIET_THUOC><MA_LK>a</MA_LK></CHI_TIET_THUOC></DSACH_CHI_TIET_THUOC></CHITIEU_CHITIET_THUOC>');
  assert.match(table([{ MA_LK: '' }]), /<MA_LK\/>/u);
  assert.match(table([{ MA_LK: ' ' }]), /<MA_LK> <\/MA_LK>/u);
  assert.equal(writeTable({ name: 'XML2', layout: 'XML2', rows: [], emptiness: 'content' }), '');
  assert.equal(writeTable({ name: 'XML2', layout: 'XML2', rows: [], emptiness: 'list' }), '<CHITIEU_CHITIET_THUOC><DSACH_CHI_TIET_THUOC></DSACH_CHI_TIET_THUOC></CHITIEU_CHITIET_THUOC>');
});

test('a character that XML forbids is refused with its place', () => {
  for (const bad of ['\u0000', '\u000b', '\uFFFE', '\ud800', 'a\udc00']) {
    assert.throws(
      () => writeTable({ name: 'XML1', layout: 'XML1', rows: [{ MA_LK: 'a', HO_TEN: bad }] }),
      (error) => error instanceof UnwritableError && error.field === 'HO_TEN' && error.row === 1 && error.layout === 'XML1',
    );
  }
});

test('two dossiers that differ in one value, in absence or in emptiness have different canonical texts', () => {
  const base: Dossier = { kind: 'claim', position: 1, facility: '', createdOn: '', problems: [], tables: new Map([['XML1', { name: 'XML1', layout: 'XML1', rows: [{ MA_LK: 'a', STT: '' }] }]]) };
  const other = (row: Record<string, string>): string => canonical({ ...base, tables: new Map([['XML1', { name: 'XML1', layout: 'XML1', rows: [row] }]]) });
  const texts = [canonical(base), other({ MA_LK: 'a' }), other({ MA_LK: 'b', STT: '' }), other({ MA_LK: 'a\nSTT=""' }), canonical({ ...base, tables: new Map([...base.tables, ['XML2', { name: 'XML2', layout: 'XML2', rows: [], emptiness: 'list' }]]) }), canonical({ ...base, tables: new Map([...base.tables, ['XML2', { name: 'XML2', layout: 'XML2', rows: [], emptiness: 'content' }]]) })];
  assert.equal(new Set(texts).size, texts.length);
});
