import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { amountOf, amountWords, decimalOf, formLines, formVisits, plainHeading, sumOf, type FormField } from './index.ts';

const MEANING: Readonly<Record<string, FormField>> = {
  malk: 'maLk', macskcb: 'facility', xml1id: 'visitId', bang: 'table', stt: 'row', madong: 'lineId', ten: 'itemName', denghi: 'claimed', chapnhan: 'accepted', tuchoi: 'refused', ma: 'reasonCode', lydo: 'reason', ngay: 'resultDay',
};
const HEAD = ['MA_LK', 'MA_CSKCB', 'XML1_ID', 'Bảng', 'STT', 'Mã dòng', 'Tên', 'Đề nghị', 'Chấp nhận', 'Từ chối', 'Mã', 'Lý do', 'Ngày'];
const line = (more: Partial<Record<(typeof HEAD)[number], string>> = {}): string[] => { const all = { 'MA_LK': 'A1', 'Bảng': 'XML2', 'STT': '1', 'Đề nghị': '100.000', 'Từ chối': '40.000', ...more }; return HEAD.map((name) => Object.entries(all).find(([key]) => key === name)?.[1] ?? ''); };
const read = (...rows: string[][]) => formLines([['BIÊN BẢN'], HEAD, ...rows], (heading) => MEANING[plainHeading(heading)], '62990');
const why = (more: Partial<Record<string, string>>): string => read(line(more)).problems.map((one) => one.what).join();

test('amounts as people and programs write them are read exactly; what is none is none', () => {
  for (const [text, cents] of [['0', 0n], ['1234567', 123_456_700n], ['1.234.567', 123_456_700n], ['1,234,567', 123_456_700n], ['1.234.567,5', 123_456_750n], ['1,234,567.50', 123_456_750n], ['1234.56', 123_456n], ['1.234', 123_400n], ['0.500', 50n], ['1234.500', 123_450n], [' 40.000 đ ', 4_000_000n], ['40 000', 4_000_000n]] as const) assert.equal(amountOf(text), cents, text);
  for (const text of ['', '-1', '1e5', 'x', '1.23.456', '1.2345', '27833.989999999998', '1,2,3', '.5', '5.', '١', '9'.repeat(16), '1.234.567.89']) assert.equal(amountOf(text), undefined, text);
  fc.assert(fc.property(fc.bigInt({ min: 0n, max: 10n ** 14n - 1n }), (amount) => {
    assert.equal(amountOf(amountWords(amount)), amount);
    // What is stored is read as it was; a bare three figures after a dot never come out of it.
    assert.equal(amountOf(decimalOf(amount)), amount);
  }));
});

test('a cell that is long for no reason costs nothing, and the largest form there may be has a sum that can be kept', () => {
  const began = performance.now();
  for (const text of [`1${' '.repeat(1_990)}x`, `1${'đ'.repeat(1_990)}x`, `1,${'0'.repeat(1_990)}1`]) for (let time = 0; time < 1_000; time += 1) assert.equal(amountOf(text), undefined);
  assert.ok(performance.now() - began < 500, `${performance.now() - began} ms`);
  // numeric(20, 2), 20,000 lines.
  assert.equal(amountOf('9'.repeat(13)), undefined);
  assert.ok((amountOf('9'.repeat(12)) ?? 0n) * 20_000n < 10n ** 20n);
});

test('a line says which it is, how much and why; the third amount follows from the two', () => {
  const { lines, problems } = read(
    line({ 'XML1_ID': '77', 'Tên': 'Thuốc A', 'Mã': 'TC01', 'Lý do': 'Ngoài phạm vi' }), line({ 'Bảng': '03', 'STT': '2', 'Từ chối': '', 'Chấp nhận': '70.000' }), line({ 'Bảng': '', 'STT': '', 'Mã dòng': '9001', 'Đề nghị': '', 'Chấp nhận': '0' }), line({ 'MA_LK': 'B1', 'Bảng': 'XML1', 'STT': '' }),
    ['', '', '', '', '', '', 'Tổng cộng', '400.000', '', '150.000', '', '']);
  assert.deepEqual(problems, []);
  assert.deepEqual(lines.map((one) => [one.line, one.table, one.row, one.lineId, one.claimed, one.refused]), [[3, 'XML2', 1, null, 10_000_000n, 4_000_000n], [4, 'XML3', 2, null, 10_000_000n, 3_000_000n], [5, null, null, '9001', 4_000_000n, 4_000_000n], [6, 'XML1', null, null, 10_000_000n, 4_000_000n]]);
  assert.deepEqual([lines[0]?.facility, lines[0]?.visitId, lines[0]?.item, lines[0]?.reasonCode, lines[0]?.reason], ['62990', '77', 'Thuốc A', 'TC01', 'Ngoài phạm vi']);
});

test('what is not understood says why, and its visit is left whole', () => {
  assert.match(why({ 'MA_LK': '' }), /Không có mã lượt khám/u);
  assert.match(why({ 'Bảng': 'Thuốc' }), /Không hiểu bảng “Thuốc”/u);
  assert.match(why({ 'Bảng': 'XML16' }), /Không hiểu bảng/u);
  assert.match(why({ 'STT': 'a' }), /số thứ tự/u);
  assert.match(why({ 'STT': '' }), /Không có bảng kèm số thứ tự/u);
  assert.match(why({ 'Từ chối': 'nhiều' }), /Không đọc được số tiền từ chối/u);
  assert.match(why({ 'Từ chối': '' }), /Không có số tiền từ chối/u);
  assert.match(why({ 'Đề nghị': '' }), /Không có số tiền đề nghị/u);
  assert.match(why({ 'Từ chối': '100.001' }), /từ chối 100\.001 đ lớn hơn số tiền đề nghị 100\.000 đ/u);
  assert.match(why({ 'Ngày': '31/02/2026' }), /Không đọc được ngày trả kết quả/u);
  assert.match(why({ 'Chấp nhận': '1' }), /Số tiền không khớp/u);
  const twice = read(line(), line());
  assert.deepEqual([twice.lines.length, twice.problems.map((one) => one.what)], [1, ['Trùng hệt dòng 3 của tệp: chỉ tính một lần.']]);
  const { visits, broken } = formVisits(read(line(), line({ 'STT': '2', 'Từ chối': '?' }), line({ 'MA_LK': 'B1' })));
  assert.deepEqual([visits.map((one) => one.maLk), broken], [['B1'], [{ facility: '62990', maLk: 'A1' }]]);
  assert.equal(formVisits(read(line({ 'Ngày': '20/11/2026' }), line({ 'STT': '2', 'Ngày': '19/11/2026 08:00' }), line({ 'STT': '3' }))).visits[0]?.resultDay, '2026-11-19', 'the earliest day of its lines');
  assert.deepEqual(formLines([['MA_LK', 'Trạng thái']], (heading) => MEANING[plainHeading(heading)], '').columns, [], 'a list of received dossiers is no form');
});

test('what is charged counts once: refused for several reasons it is one line, said twice with other sums it is left whole, a total beside its parts is none of them', () => {
  const sums = (...rows: string[][]) => { const form = read(...rows); const [visit] = formVisits(form).visits; return visit === undefined ? form.problems.map((one) => one.what) : [visit.lines.length, visit.claimed, visit.refused]; };
  assert.deepEqual(sums(line({ 'Mã': 'A', 'Lý do': 'một' }), line({ 'Mã': 'B', 'Lý do': 'hai', 'Từ chối': '50.000' })), [1, 10_000_000n, 9_000_000n]);
  assert.deepEqual(read(line({ 'Mã': 'A', 'Lý do': 'một' }), line({ 'Mã': 'B', 'Lý do': 'hai' })).lines.map((one) => [one.line, one.reasonCode, one.reason]), [[3, 'A; B', 'một; hai']]);
  for (const other of [{ 'Từ chối': '50.000' }, { 'Mã': 'A', 'Từ chối': '1' }, { 'Đề nghị': '200.000' }]) assert.match(sums(line(), line(other)).join(), /Cùng dòng chi phí với dòng 3 của tệp/u);
  assert.match(sums(line({ 'Mã': 'A', 'Từ chối': '60.000' }), line({ 'Mã': 'B', 'Từ chối': '60.000' })).join(), /không biết dòng nào đúng/u, 'more than was charged');
  assert.deepEqual(sums(line({ 'Bảng': 'XML1', 'STT': '', 'Đề nghị': '900.000', 'Từ chối': '80.000' }), line(), line({ 'Bảng': 'XML3' })), [2, 20_000_000n, 8_000_000n]);
  assert.match(sums(line({ 'Bảng': 'XML1', 'STT': '', 'Từ chối': '70.000' }), line(), line({ 'Bảng': 'XML3' })).join(), /XML1\) từ chối 70\.000 đ, các dòng chi tiết cộng lại từ chối 80\.000 đ/u);
  assert.deepEqual(sums(line({ 'Bảng': 'XML1', 'STT': '' })), [1, 10_000_000n, 4_000_000n], 'alone it is the visit');
});

test('the sum of a visit is the sum of its lines, the sum of the form that of its visits, in whatever order the lines come', () => {
  const one = fc.record({ visit: fc.integer({ min: 1, max: 6 }), row: fc.integer({ min: 1, max: 40 }), claimed: fc.bigInt({ min: 0n, max: 10n ** 12n }), part: fc.integer({ min: 0, max: 100 }) });
  fc.assert(fc.property(fc.uniqueArray(one, { selector: ({ visit, row }) => `${visit} ${row}`, maxLength: 60 }), fc.boolean(), (all, turned) => {
    const rows = all.map(({ visit, row, claimed, part }) => line({ 'MA_LK': `V${visit}`, 'STT': String(row), 'Đề nghị': amountWords(claimed), 'Từ chối': decimalOf(claimed * BigInt(part) / 100n) }));
    const { visits } = formVisits(read(...(turned ? rows.toReversed() : rows)));
    assert.equal(sumOf(visits.map((visit) => visit.refused)), sumOf(all.map(({ claimed, part }) => claimed * BigInt(part) / 100n)));
    assert.equal(sumOf(visits.map((visit) => visit.claimed)), sumOf(all.map(({ claimed }) => claimed)));
    for (const visit of visits) assert.equal(visit.refused, sumOf(visit.lines.map((each) => each.refused)));
    assert.equal(sumOf(visits.map((visit) => BigInt(visit.lines.length))), BigInt(all.length));
  }));
});
