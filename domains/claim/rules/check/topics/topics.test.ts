import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { fold, parseTable } from '#platform/catalogue/rules';
import type { Row } from '../../model/index.ts';
import { checkWith } from '../engine.ts';
import { dossierOf, plainCatalogues } from '../fixture.ts';
import { TOPICS } from './rows.ts';
import { TOPIC_RULES } from './rules.ts';

const catalogues = plainCatalogues({ lists: { ingredient: [['40.445', {}]] } });

const line = (more: Row): Row => ({ MA_NHOM: '1', PHAM_VI: '1', SO_LUONG: '1', THANH_TIEN_BH: '100', NGAY_YL: '202608030900', ...more });
const service = (name: string, more: Row = {}): Row => line({ TEN_DICH_VU: name, ...more });
const drug = (name: string, more: Row = {}): Row => line({ TEN_THUOC: name, ...more });

function topics(services: readonly Row[], drugs: readonly Row[] = [], visit: Row = {}): readonly string[] {
  const dossier = dossierOf({ XML1: [{ NGAY_SINH: '196001010000', NGAY_VAO: '202608030800', NGAY_RA: '202608051000', MA_LOAI_KCB: '03', MA_BENH_CHINH: 'I10', ...visit }], XML2: drugs, XML3: services });
  return checkWith(TOPIC_RULES, dossier, catalogues, { asOf: '20260901' }).map(({ rule, row }) => `${rule}/${row ?? ''}`);
}

test('a service included in another is found, the other is not accused', () => {
  assert.deepEqual(topics([service('Chụp động mạch vành'), service('Nong và đặt stent động mạch vành')]), ['CD-KT121/1']);
  assert.deepEqual(topics([service('Cắt túi mật'), service('Cắt gan phải')]), ['CD-KT01_10/1']);
  assert.deepEqual(topics([service('Đo khúc xạ giác mạc Javal'), service('Đo công suất thể thuỷ tinh nhân tạo bằng siêu âm')]), ['CD-KT189_6/1']);
  assert.deepEqual(topics([service('Tiêm khớp gối'), service('Hút dịch khớp gối')]), ['CD-KT189_8/1']);
});

test('alone, outside the insured scope or on another day it is not', () => {
  assert.deepEqual(topics([service('Chụp động mạch vành')]), []);
  assert.deepEqual(topics([service('Cắt túi mật', { THANH_TIEN_BH: '0' }), service('Cắt gan phải')]), []);
  assert.deepEqual(topics([service('Siêu âm ổ bụng'), service('Siêu âm tử cung phần phụ', { NGAY_YL: '202608040900' })]), []);
  assert.deepEqual(topics([service('Tiêm khớp gối'), service('Hút dịch khớp vai')]), []);
});

test('counts by the day', () => {
  const afb = service('AFB trực tiếp nhuộm Ziehl-Neelsen', { SO_LUONG: '2' });
  assert.deepEqual(topics([afb]), []);
  assert.deepEqual(topics([afb, service('AFB trực tiếp nhuộm Ziehl-Neelsen')]), ['CD-KT184/2']);
  assert.deepEqual(topics([afb, service('AFB trực tiếp nhuộm Ziehl-Neelsen', { NGAY_YL: '202608040900' })]), []);
});

test('what must go together, and what inpatients are not charged for', () => {
  const scan = service('Chụp CLVT sọ não có tiêm thuốc cản quang (từ 1-32 dãy)');
  assert.deepEqual(topics([scan]), ['CD-KT183/1']);
  assert.deepEqual(topics([scan], [drug('Omnipaque (Iohexol)')]), []);
  assert.deepEqual(topics([service('Tiêm tĩnh mạch')]), ['CD-KT144/1']);
  assert.deepEqual(topics([service('Tiêm tĩnh mạch')], [], { MA_LOAI_KCB: '01' }), []);
});

test('drugs by diagnosis and age', () => {
  assert.deepEqual(topics([], [drug('Glucosamin 500mg')]), ['CD-TH20/1']);
  assert.deepEqual(topics([], [drug('Glucosamin 500mg')], { MA_BENH_CHINH: 'M17.0' }), []);
  assert.deepEqual(topics([], [drug('Diacerein 50')], { MA_BENH_CHINH: 'M17.0' }), ['CD-TH21/1']);
  assert.deepEqual(topics([], [drug('Diacerein 50')], { MA_BENH_CHINH: 'M17.0', NGAY_SINH: '197001010000' }), []);
  assert.deepEqual(topics([service('Thận nhân tạo thường qui')], [drug('Heparin-Belmed')]), ['CD-KT102/1']);
});

test('names that only look alike are not accused', () => {
  const innocent: readonly (readonly string[])[] = [
    ['Cắt túi mật', 'Cắt gần toàn bộ tuyến giáp trong Basedow'], ['Nội soi tháo sonde JJ', 'Nội soi tán sỏi niệu quản'], ['Nội soi đặt sonde JJ', 'Nội soi bơm rửa niệu quản sau tán sỏi ngoài cơ thể'],
    ['Tiêm hậu nhãn cầu', 'Phẫu thuật điều trị móng chọc thịt'], ['Nhuộm Giemsa trên mảnh cắt mô phát hiện HP', 'Nội soi thực quản - dạ dày - tá tràng không sinh thiết'], ['Siêu âm can thiệp - chọc hút nang gan', 'Sinh thiết u phổi dưới hướng dẫn của siêu âm'],
    ['Cắt mống mắt quang học có hoặc không tách dính phức tạp', 'Cắt bè củng giác mạc'], ['Phẫu thuật chỉnh hình lỗ mở khí quản', 'Phẫu thuật cắt thanh quản bán phần'], ['Nạo vét hạch trung thất', 'Cắt toàn bộ dạ dày'], ['Điều trị đích trong ung thư', 'Đặt cổng truyền hóa chất dưới da'],
    ['Nội soi khí phế quản lấy dị vật', 'Bơm rửa phế quản'], ['Siêu âm ổ bụng', 'Siêu âm tử cung buồng trứng qua đường âm đạo'],
  ];
  for (const names of innocent) assert.deepEqual(topics(names.map((name) => service(name))), [], names.join(' + '));
  assert.deepEqual(topics([service('Phẫu thuật tạo thông động – tĩnh mạch để chạy thận nhân tạo')], [drug('Heparin 25000 UI')]), []);
  assert.deepEqual(topics([service('Thận nhân tạo cấp cứu')], [drug('Enoxaparin', { NGAY_YL: '202608040900' })]), []);
  assert.deepEqual(topics([service('Nội soi thực quản - Dạ dày - Tá tràng cấp cứu')], [], { MA_BENH_CHINH: 'I50.0' }), []);
});

test('«rang» is a tooth and not the end of «tràng»; what the patient paid for himself is there all the same', () => {
  const root = service('Điều trị tủy lại');
  assert.deepEqual(topics([root, service('Chụp Xquang đại tràng')]), ['CD-KT04/1']);
  assert.deepEqual(topics([root, service('Chụp Xquang răng cận chóp (Periapical)', { THANH_TIEN_BH: '0', PHAM_VI: '2' })]), []);
});

test('no service of the published list stands on both sides of its own pair', () => {
  const names = parseTable(readFileSync(new URL('../../../../../reference/lists/service.tsv', import.meta.url), 'utf8')).map((row) => fold(row['display'] ?? ''));
  assert.ok(names.length > 5_000);
  for (const topic of TOPICS) {
    if (topic.kind !== 'not-with') continue;
    for (const sides of topic.pairs) {
      assert.deepEqual(names.filter((name) => sides.every((side) => side.table === 'XML3' && side.name.test(name) && !side.but?.test(name))), [], topic.topic);
    }
  }
});
