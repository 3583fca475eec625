import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseTable } from '#platform/catalogue/rules';
import { readFileSync } from 'node:fs';
import { dossierOf, entriesOf, storedOf, visit, type Rows } from '#domains/claim/testing';

/** Types of the resources that carry a class. */
function carrying(label: string, rows: Rows): string[] {
  return [...new Set(entriesOf(dossierOf(rows)).filter((entry) => entry.labels.includes(label)).map((entry) => entry.resource.resourceType))].sort();
}

const test3 = (code: string, name = ''): Rows => visit('LK1', {}, { XML3: [{ MA_DICH_VU: code, TEN_DICH_VU: name, MA_NHOM: '1' }] });
const drug = (name: string, code = '40.999'): Rows => visit('LK1', {}, { XML2: [{ MA_THUOC: code, TEN_THUOC: name }] });
const ill = (code: string): Rows => visit('LK1', { MA_BENH_CHINH: code });
const words = (text: string): Rows => visit('LK1', { CHAN_DOAN_RV: text });

/** Class, what reveals it, and what looks alike and does not. */
const CASES: readonly (readonly [label: string, reveals: readonly Rows[], not: readonly Rows[]])[] = [
  ['HIV', [ill('B20.7'), ill('b24'), visit('LK1', { MA_BENH_KT: 'I10; Z21' }), ill('R75'), drug('TLE', '40.268+40.277+40.263'), drug('Lopinavir/Ritonavir'), test3('24.0169.1616'), test3('99.1', 'HIV Ag/Ab test nhanh'),
    visit('LK1', {}, { XML6: [{ MA_LK: 'LK1' }] }), visit('LK1', {}, { XML15: [{ PHANLOAI_LAO_HIV: '1' }] }), visit('LK1', {}, { XML15: [{ NGAYKD_HIV: '20200101' }] }), words('Nhiễm HIV giai đoạn III'),
    visit('LK1', {}, { XML5: [{ DIEN_BIEN_LS: 'Bệnh nhân đang điều trị ARV' }] })],
    [ill('B19'), ill('R74'), drug('Tenofovir disoproxil fumarate', '40.277'), drug('Nirmatrelvir + Ritonavir'), test3('24.0117.1646', 'HBsAg test nhanh'), visit('LK1', {}, { XML15: [{ PHANLOAI_LAO_HIV: '2' }] })]],
  ['OPIOIDUD', [ill('F11.2'), drug('Methadon hydroclorid'), words('Cai nghiện ma túy')], [ill('F17.2'), drug('Morphin hydroclorid'), drug('Metformin')]],
  ['SUD', [ill('F15.1'), ill('F19'), test3('23.0193.1589'), test3('99.1', 'Định tính Methamphetamine')], [ill('F17.2'), ill('T40.2'), test3('23.0206.1596', 'Protein niệu')]],
  ['PSY', [ill('F20.0'), ill('F32'), ill('F41.9'), test3('06.0001.1809'), visit('LK1', { MA_KHOA: 'K15' }), words('Giai đoạn trầm cảm nặng')], [ill('F17.2'), ill('G40'), test3('06.0038.1777', 'Đo điện não vi tính'), visit('LK1', { MA_KHOA: 'K14' })]],
  ['SEX', [ill('Z31.2'), ill('N98.1'), test3('99.1', 'Thụ tinh trong ống nghiệm (IVF)')], [ill('Z31.6'), ill('N97'), test3('99.1', 'Siêu âm phổi')]],
  ['SURROGACY', [words('Thai 20 tuần, mang thai hộ')], [words('Thai 20 tuần')]],
  ['FETALSEX', [test3('99.1', 'Siêu âm xác định giới tính thai nhi')], [test3('99.1', 'Siêu âm thai')]],
  ['TRANSPLANT', [ill('Z94.0'), ill('T86.1'), ill('Z52.4'), test3('99.1', 'Phẫu thuật ghép thận')], [ill('Z52.0'), ill('N18.5'), test3('10.0296.0415', 'Ghép thận tự thân trong cấp cứu do chấn thương cuống thận'), test3('99.1', 'Ghép da tự thân')]],
  ['GENDER', [ill('F64.0'), ill('Q56.4'), words('Người chuyển giới'), visit('LK1', {}, { XML6: [{ NHOM_DOI_TUONG: '3' }] })], [ill('F60'), ill('Q55'), visit('LK1', {}, { XML6: [{ NHOM_DOI_TUONG: '2' }] })]],
  ['GDIS', [ill('Q90.9'), ill('Z31.5'), test3('22.0382.1220'), ill('D66')], [ill('Q89'), ill('D64'), test3('25.0093.1739', 'Xét nghiệm đột biến gen EGFR')]],
  ['SDV', [ill('T74.1'), ill('Y05'), ill('Z61.5'), words('Đa chấn thương do bạo lực gia đình')], [ill('T73'), ill('Y04'), ill('Z61.0'), words('Đa chấn thương')]],
];

for (const [label, reveals, not] of CASES) {
  test(`${label}: what reveals it is labelled, the visit and the Claim too; what looks alike is not`, () => {
    for (const rows of reveals) {
      const found = carrying(label, rows);
      assert.ok(found.includes('Encounter') && found.includes('Claim'), `${label}: ${JSON.stringify(rows).slice(-160)} → ${found.join()}`);
    }
    for (const rows of not) assert.deepEqual(carrying(label, rows), [], JSON.stringify(rows).slice(-160));
  });
}

test('a row of its own labels itself, what counts it and the visit; a visit that reveals labels all but the person', () => {
  const tested: Rows = visit('LK1', {}, { XML3: [{ MA_DICH_VU: '24.0169.1616', MA_NHOM: '1' }], XML4: [{ MA_DICH_VU: '24.0169.1616', MA_CHI_SO: 'HIVAB', GIA_TRI: 'Âm tính' }, { MA_CHI_SO: 'GLU', GIA_TRI: '5.1' }] });
  assert.deepEqual(carrying('HIV', tested), ['Claim', 'DiagnosticReport', 'Encounter', 'Observation']);
  assert.equal(entriesOf(dossierOf(tested)).filter((entry) => entry.resource.resourceType === 'Observation' && entry.labels.includes('HIV')).length, 1);
  const all = entriesOf(dossierOf(ill('B20')));
  assert.deepEqual(all.filter((entry) => entry.labels.length === 0).map((entry) => entry.resource.resourceType).sort(), ['Patient']);
  assert.match(JSON.stringify(storedOf(all)), /"security":\[\{"system":"http:\/\/terminology\.hl7\.org\/CodeSystem\/v3-ActCode","code":"HIV"\}\]/);
});

test('a marker holds on the day of the visit only', () => {
  const on = (code: string, day: string): Rows => visit('LK1', { MA_BENH_CHINH: code, NGAY_VAO: `${day}0800`, NGAY_RA: `${day}0900` });
  assert.deepEqual([carrying('HIV', on('B20', '20000101')), carrying('PSY', on('F20', '20251231'))], [[], []]);
  assert.ok(carrying('HIV', on('B20', '20070101')).includes('Encounter') && carrying('PSY', on('F20', '20260101')).includes('Encounter'));
});

test('every marker says its class, whether it reveals the visit, its law and how sure it is', () => {
  const articles = new Set(parseTable(readFileSync(new URL('../../../../reference/law/articles.tsv', import.meta.url), 'utf8')).map((row) => row['key']));
  for (const file of ['sensitive-code', 'sensitive-code-other']) {
    for (const row of parseTable(readFileSync(new URL(`../../../../reference/lists/${file}.tsv`, import.meta.url), 'utf8'))) {
      assert.match(row['code'] ?? '', /^(icd|ingredient|service|test|department|name|table|field):\S/);
      assert.match(row['class'] ?? '', /^([A-Z]+|-)$/);
      assert.ok(['visit', 'row'].includes(row['reveals'] ?? '') && ['high', 'medium', 'low'].includes(row['confidence'] ?? '') && articles.has(row['law'] ?? ''), row['code']);
      const kind = row['code']?.startsWith('name:') ? row['code'].slice(5) : '';
      assert.equal(kind, kind.normalize('NFC').toLowerCase());
    }
  }
});

test('a dossier whose day nobody can read is protected by what is protected at last', () => {
  for (const day of ['', '202613450000', 'hôm nay']) {
    assert.notDeepEqual(carrying('HIV', visit('LK1', { MA_BENH_CHINH: 'B20.7', NGAY_RA: day, NGAY_VAO: day })), [], day);
    assert.notDeepEqual(carrying('OPIOIDUD', visit('LK1', { MA_BENH_CHINH: 'F11', NGAY_RA: day, NGAY_VAO: day })), [], day);
  }
});
