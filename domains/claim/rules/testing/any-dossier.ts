/** Arbitrary dossiers for property tests: every table, every layout, absent and empty fields, any text XML can hold. */
import fc from 'fast-check';
import { TABLES, type Dossier, type FileKind, type LayoutName, type Row, type Table, type TableName } from '../model/index.ts';
import { layout, tableShape } from '../standard/index.ts';

/** Any text but what XML forbids, and but U+FFFD and TCVN3 look-alikes, which the reader rightly complains of. */
export const anyText = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('', '0', '01', '15900.000', '202610211530', 'K92.2', 'F10;K25', 'Nguyễn Thị Ắ', 'Đặng Hờ Mỷ', ' có khoảng trắng ', '\n') },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
  { weight: 1, arbitrary: fc.array(fc.constantFrom('<', '>', '&', ']]>', '<![CDATA[', '&amp;', '\r', '\r\n', '\t', '"', "'", '😀', 'CSST<M75_T37>', '\u2028'), { maxLength: 5 }).map((parts) => parts.join('')) },
).filter((text) => !/[\uFFFD\uFFFE\uFFFF\u00A8-\u00DE]/u.test(text));

function anyRow(name: LayoutName): fc.Arbitrary<Row> {
  const { names, blank } = layout(name);
  return fc.tuple(fc.array(fc.option(anyText, { nil: undefined }), { minLength: names.length, maxLength: names.length }), fc.boolean()).map(([values, full]) => {
    const row = { ...blank };
    names.forEach((field, index) => { row[field] = values[index] ?? (full ? 'x' : undefined); });
    // A root without fields says "no record", and the referral's layout shows in its own fields only.
    row['MA_LK'] ??= 'LK';
    if (names[0] !== 'MA_LK') delete row['MA_LK'];
    if (names[0] !== undefined) row[names[0]] ??= '';
    if (name === 'XML13@3176') row['TINH_TRANG_CT'] ??= 'ổn định';
    return row;
  });
}

export function anyTable(name: TableName): fc.Arbitrary<Table> {
  const one = tableShape(name).cardinality === 'one';
  const bare = tableShape(name).path.length === 1;
  const layouts: readonly LayoutName[] = name === 'XML13' ? ['XML13', 'XML13@3176'] : [name];
  const filled = fc.constantFrom(...layouts).chain((chosen) => fc.array(anyRow(chosen), { minLength: 1, maxLength: one ? 1 : 3 }).map((rows): Table => ({ name, layout: chosen, rows })));
  const empty = fc.constantFrom('content', 'list').map((emptiness): Table => ({ name, layout: name, rows: [], emptiness }));
  return fc.oneof({ weight: 6, arbitrary: filled }, { weight: bare && name === 'XML1' ? 0 : 1, arbitrary: empty });
}

export function anyDossier(kind: FileKind): fc.Arbitrary<Dossier> {
  const names = kind === 'claim' ? TABLES.filter((name) => name !== 'XML0' && name !== 'XML12') : kind === 'checkin' ? ['XML0' as const] : ['XML12' as const];
  const tables = fc.tuple(...names.map((name) => {
    const table = kind === 'claim' ? anyTable(name) : anyRow(name).map((row): Table => ({ name, layout: name, rows: [row] }));
    return name === names[0] ? table : fc.option(table, { nil: undefined, freq: 4 });
  }));
  return tables.map((all) => {
    const present = all.filter((table) => table !== undefined);
    const facility = kind === 'claim' ? '99001' : kind === 'checkin' ? present[0]?.rows[0]?.['MA_CSKCB'] ?? '' : '';
    return {
      kind, position: 1, facility, createdOn: kind === 'claim' ? '20261121' : '',
      tables: new Map(present.map((table) => [table.name, table])), problems: [],
    };
  });
}
