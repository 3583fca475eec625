import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test, type TestContext } from 'node:test';
import { canonical } from '../write/index.ts';
import { outcome, readText, base64Of, bytesOf, drugsOf, file, hoso, part, sound, summaryOf } from '../testing/sample-file.ts';
import { readBytes, readDossiers } from './index.ts';

function sample(context: TestContext, name: string): Uint8Array | undefined {
  try {
    return readFileSync(new URL(`../../../../../shared/standards/claim-xml/samples/${name}`, import.meta.url));
  } catch {
    context.skip('not available');
    return undefined;
  }
}

test('the sample says the same inline and in base64', (context) => {
  const [base64, inline] = ['dossier1_inpatient_base64.xml', 'dossier1_inpatient_inline.xml'].map((name) => sample(context, name));
  if (base64 === undefined || inline === undefined) return;
  const [a, b] = [outcome(readBytes(base64)), outcome(readBytes(inline))];
  assert.deepEqual([a.problems, b.problems, a.complete, b.complete], [[], [], true, true]);
  const [one, two] = [a.dossiers[0], b.dossiers[0]];
  assert.ok(one !== undefined && two !== undefined);
  assert.deepEqual([...one.tables.values()].map((table) => [table.name, table.rows.length]), [['XML1', 1], ['XML2', 9], ['XML3', 33], ['XML4', 20], ['XML5', 5], ['XML7', 1]]);
  // The inline file lists the tables without rows as well, and that difference is kept.
  assert.deepEqual([two.tables.get('XML6')?.emptiness, two.tables.get('XML8')?.emptiness, one.tables.has('XML6')], ['list', 'content', false]);
  const filled = new Map([...two.tables].filter(([, table]) => table.rows.length > 0));
  assert.equal(canonical({ ...two, tables: filled }), canonical(one));
});

test('the templates are read without a remark about their tables', (context) => {
  for (const [name, tables] of [['template_GIAMDINHHS_4750_inline.xml', 14], ['template_XML0_checkin_4750.xml', 1], ['template_XML12_gdyk_130.xml', 1]] as const) {
    const bytes = sample(context, name);
    if (bytes === undefined) return;
    const { dossiers, all } = outcome(readBytes(bytes));
    assert.equal(dossiers[0]?.tables.size, tables);
    assert.deepEqual(all.filter((one) => one.code !== 'missing-envelope'), []);
  }
});

test('forms that occur in the wild are all read', () => {
  const expected = readText(file([hoso(part('XML1', base64Of(summaryOf('A'))))]));
  const base64 = base64Of(summaryOf('A'));
  const wrapped = base64.replace(/.{1,64}/gu, '$&\r\n');
  const forms: Readonly<Record<string, string>> = {
    inline: part('XML1', summaryOf('A')),
    'pretty inline': part('XML1', `\n  ${summaryOf('A').replaceAll('><', '>\n   <')}\n`),
    'cdata around base64': part('XML1', `<![CDATA[${base64}]]>`),
    'cdata in a field': part('XML1', summaryOf('A').replace('Hờ Thị Mỷ', '<![CDATA[Hờ Thị]]> M<![CDATA[ỷ]]>')),
    wrapped: part('XML1', wrapped),
    'wrapped and indented': part('XML1', `\n      ${wrapped.replaceAll('\r\n', '\r\n      ')}`),
    'inner declaration': part('XML1', base64Of(`<?xml version="1.0" encoding="utf-16"?>\r\n${summaryOf('A')}`)),
    'inner mark': part('XML1', base64Of(`\uFEFF${summaryOf('A')}`)),
    'inner namespaces': part('XML1', base64Of(summaryOf('A').replace('<TONG_HOP>', '<TONG_HOP xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns="urn:x">'))),
    'content before kind': `<FILEHOSO><NOIDUNGFILE>${summaryOf('A')}</NOIDUNGFILE><LOAIHOSO>XML1</LOAIHOSO></FILEHOSO>`,
    'blank around kind': part(' XML1\n', base64),
  };
  for (const [name, form] of Object.entries(forms)) {
    const found = readText(file([hoso(form)]));
    assert.deepEqual(found.problems, [], name);
    assert.deepEqual(found.dossiers.map(canonical), expected.dossiers.map(canonical), name);
  }
  for (const text of [`\uFEFF${file([sound('A')])}`, `\n ${file([sound('A')])}`, file([sound('A')]).replaceAll('\n', '\r\n'), file([sound('A')]).replace('<GIAMDINHHS>', '<a:GIAMDINHHS xmlns:a="urn:x">').replace('</GIAMDINHHS>', '</a:GIAMDINHHS>')]) {
    assert.deepEqual([readText(text).ids, readText(text).problems, readText(text).complete], [['A'], [], true]);
  }
});

test('absent, empty content and empty list are kept apart', () => {
  const { dossiers, problems } = readText(file([hoso(part('XML1', summaryOf('A')), part('XML2', ''), part('XML3', '<CHITIEU_CHITIET_DVKT_VTYT><DSACH_CHI_TIET_DVKT/></CHITIEU_CHITIET_DVKT_VTYT>'), part('XML8', ' \n '), part('XML14', base64Of('<CHI_TIEU_GIAYHEN_KHAMLAI/>')))]));
  const tables = dossiers[0]?.tables;
  assert.deepEqual(problems, []);
  assert.deepEqual(['XML2', 'XML3', 'XML8', 'XML14'].map((name) => [...tables?.values() ?? []].find((table) => table.name === name)?.emptiness), ['content', 'list', 'content', 'list']);
  assert.equal(tables?.has('XML4'), false);
  const row = tables?.get('XML1')?.rows[0];
  assert.deepEqual([row?.['MA_LK'], row?.['SO_CCCD']], ['A', undefined]);
});

test('the referral table is read in the layout it has', () => {
  const referral = (fields: string): string => hoso(part('XML1', summaryOf('A')), part('XML13', `<CHI_TIEU_GIAYCHUYENTUYEN><MA_LK>A</MA_LK>${fields}</CHI_TIEU_GIAYCHUYENTUYEN>`));
  const { dossiers, problems } = readText(file([referral('<MA_NOI_DEN>99002</MA_NOI_DEN>'), referral('<MA_CSKCB_DEN>99002</MA_CSKCB_DEN>'), referral('<TINH_TRANG_CT/>')]));
  assert.deepEqual(problems, []);
  assert.deepEqual(dossiers.map((dossier) => dossier.tables.get('XML13')?.layout), ['XML13', 'XML13@3176', 'XML13@3176']);
  assert.equal(dossiers[1]?.tables.get('XML13')?.rows[0]?.['MA_CSKCB_DEN'], '99002');
});

test('discharge papers of twins are one table', () => {
  const paper = (name: string): string => part('XML7', `<CHI_TIEU_DU_LIEU_GIAY_RA_VIEN><MA_LK>A</MA_LK><TEN_CHA>${name}</TEN_CHA></CHI_TIEU_DU_LIEU_GIAY_RA_VIEN>`);
  assert.deepEqual(readText(file([hoso(part('XML1', summaryOf('A')), part('XML7', ''), part('XML8', ''))])).problems, []);
  const { dossiers } = readText(file([hoso(part('XML1', summaryOf('A')), paper('1'), paper('2'))]));
  assert.equal(dossiers[0]?.tables.get('XML7')?.rows.length, 2);
});

test('check-in rows are one dossier each', () => {
  const row = (id: string): string => `<TRANG_THAI_KCB><MA_LK>${id}</MA_LK><MA_CSKCB>99001</MA_CSKCB></TRANG_THAI_KCB>`;
  const text = (rows: string): string => `<CHI_TIEU_TRANG_THAI_KCB><DSACH_TRANG_THAI_KCB>${rows}</DSACH_TRANG_THAI_KCB><CHUKYDONVI><Signature><X>a</X></Signature></CHUKYDONVI></CHI_TIEU_TRANG_THAI_KCB>`;
  const found = readText(text(row('A') + row('B')));
  assert.deepEqual([found.ids, found.problems], [['A', 'B'], []]);
  assert.deepEqual(found.dossiers.map(({ kind, facility, position }) => [kind, facility, position]), [['checkin', '99001', 1], ['checkin', '99001', 2]]);
  const end = found.items.at(-1);
  assert.ok(end?.type === 'end' && end.summary.signed && end.summary.kind === 'checkin');
  const broken = readText(text(`${row('A')}<TRANG_THAI_KCB><MA_LK>B</MA_TK></TRANG_THAI_KCB>${row('C')}`));
  assert.deepEqual([broken.ids, broken.problems, broken.complete], [['A', 'C'], ['2 malformed XML0 MA_LK'], true]);
});

test('chunks of any size say the same', async () => {
  const text = file([sound('A'), hoso(part('XML1', '&bad;')), sound('C')]).replaceAll('\n', '\r\n');
  const whole = readText(text);
  for (const size of [1, 2, 3, 7, 64, 1000]) {
    const bytes = bytesOf(text);
    const items = [];
    for await (const item of readDossiers(Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) => bytes.subarray(at * size, at * size + size)))) items.push(item);
    assert.deepEqual(items, whole.items, `${size}`);
  }
});

test('table contents that do not follow the standard are named', () => {
  const one = (content: string, kind = 'XML1'): readonly string[] => readText(file([hoso(part('XML1', summaryOf('A')).replace(summaryOf('A'), kind === 'XML1' ? content : summaryOf('A')), ...(kind === 'XML1' ? [] : [part(kind, content)]))])).problems;
  assert.deepEqual(one('<TONG_HOP><MA_LK>A</MA_LK><MA_LA>x</MA_LA></TONG_HOP>'), ['1 unknown-field XML1 MA_LA']);
  assert.deepEqual(one('<TONG_HOP><MA_LK>A</MA_LK><MA_LK>B</MA_LK></TONG_HOP>'), ['1 duplicate-field XML1 MA_LK']);
  assert.deepEqual(one('<TONG_HOP><STT>1</STT><MA_LK>A</MA_LK></TONG_HOP>'), ['1 field-order XML1 MA_LK']);
  assert.deepEqual(one('<TONG_HOP><MA_LK>A<b>c</b></MA_LK></TONG_HOP>'), ['1 malformed XML1 MA_LK']);
  assert.deepEqual(one('<TONG_HOP><MA_LK>A</MA_LK></TONG_HOP><TONG_HOP><MA_LK>B</MA_LK></TONG_HOP>'), ['1 too-many-rows XML1']);
  assert.deepEqual(one(drugsOf('A'), 'XML3'), ['1 misplaced-table XML3']);
  assert.deepEqual(one(base64Of(drugsOf('A')), 'XML3'), ['1 misplaced-table XML3']);
  assert.deepEqual(one('<x/>', 'XML16'), ['1 unknown-table  LOAIHOSO']);
  assert.deepEqual(one('', 'XML12'), ['1 misplaced-table XML12']);
  assert.deepEqual(one(summaryOf('B'), 'XML1').length, 0);
  assert.deepEqual(readText(file([hoso(part('XML1', summaryOf('A')), part('XML1', summaryOf('B')))])).problems, ['1 duplicate-table XML1']);
});

test('the envelope is checked', () => {
  assert.deepEqual(readText(file([sound('A')], 2)).problems, ['0 count-mismatch  SOLUONGHOSO']);
  assert.deepEqual(readText(file([sound('A')], '')).problems, ['0 missing-envelope  SOLUONGHOSO']);
  assert.deepEqual(readText(file([sound('A')]).replace('<MACSKCB>99001</MACSKCB>', '')).problems, ['1 missing-envelope  MACSKCB']);
  assert.deepEqual(readText(file([sound('A')]).replace('20261121', '')).problems, ['1 missing-envelope  NGAYLAP']);
  assert.deepEqual(readText(file([sound('A')]).replace('<NGAYLAP>', '<LA/><NGAYLAP>')).problems, ['0 unknown-field  LA']);
});
