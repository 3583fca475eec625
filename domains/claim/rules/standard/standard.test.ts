import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { TABLES } from '../model/index.ts';
import { LAYOUTS, layout, tableShape } from './index.ts';

const source = readFileSync(new URL('../../../../reference/claim-xml/fields.tsv', import.meta.url), 'utf8');

test('every field of the list is in its layout, in order', () => {
  const lines = source.trimEnd().split('\n').slice(1).map((line) => line.split('\t'));
  const flat = Object.values(LAYOUTS).flatMap((one) => one.fields.map((field) => `${one.name} ${field.ordinal} ${field.name}`));
  assert.equal(flat.length, 518);
  assert.deepEqual(new Set(flat), new Set(lines.map(([name, ordinal, field]) => `${name} ${ordinal} ${field}`)));
  assert.equal(layout('XML1').ordinals.get('NGAY_SINH'), 6);
});

test('facts that rules lean on', () => {
  const summary = layout('XML1').byName;
  assert.deepEqual(
    ['GIOI_TINH', 'T_BHTT', 'NGAY_VAO', 'MA_BENH_KT', 'NGAY_TAI_KHAM', 'NGAY_MIEN_CCT'].map((name) => summary.get(name)?.kind),
    ['integer', 'decimal', 'datetime', 'list', 'date-list', 'date-or-datetime'],
  );
  assert.equal(layout('XML14').byName.get('NGAY_HEN_KL')?.kind, 'date');
  assert.equal(layout('XML13').byName.get('TEN_DICH_VU')?.maxLength, 1024);
  assert.equal(layout('XML13@3176').byName.get('TINH_TRANG_CT')?.since, '3176');
  assert.equal(layout('XML2').byName.get('SO_LUONG')?.decimals, 3);
});

test('every table has a shape and a title', () => {
  for (const table of TABLES) {
    assert.equal(tableShape(table).table, table);
    assert.ok(tableShape(table).title.length > 5);
    assert.equal(tableShape(table).path.length === 1 || tableShape(table).path.length === 3, true);
  }
});

test('the shapes are those of the templates', (context) => {
  const folder = new URL('../../../../../shared/standards/claim-xml/samples/', import.meta.url);
  let template: string;
  try {
    template = readFileSync(new URL('template_GIAMDINHHS_4750_inline.xml', folder), 'utf8');
  } catch {
    context.skip('not available');
    return;
  }
  for (const table of TABLES) {
    if (table === 'XML0' || table === 'XML12') continue;
    const path = tableShape(table).path.map((name) => `<${name}>\\s*`).join('');
    assert.match(template, new RegExp(`<LOAIHOSO>${table}</LOAIHOSO>\\s*<NOIDUNGFILE>\\s*${path}<`, 'u'));
  }
});
