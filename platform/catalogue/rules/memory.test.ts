import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, dayToTime, daysBetween, fold, memoryCatalogues, parseList } from './index.ts';

const head = 'code\tdisplay\tvalid_from\tvalid_to\tvalue\n';
const version = (list: string, validFrom: string, validTo: string | null, body: string, complete = true) => ({
  list, validFrom, validTo, complete, entries: () => parseList(head + body, { validFrom, validTo }),
});

test('a code is looked up by the date of the event', () => {
  const catalogues = memoryCatalogues({
    versions: [version('sport', '20200101', '20201231', 'A\tBóng bàn\n'), version('sport', '20210101', null, 'A\tCầu lông\nB\tĐá cầu\t\t20211231\n')],
  });
  assert.equal(catalogues.find('sport', 'A', '20200615')?.display, 'Bóng bàn');
  assert.equal(catalogues.find('sport', 'A', '20210101')?.display, 'Cầu lông');
  assert.equal(catalogues.find('sport', 'B', '20220101'), undefined);
  assert.equal(catalogues.find('sport', 'A', '20191231'), undefined);
  assert.equal(catalogues.has('sport', '20191231'), false);
  assert.equal(catalogues.isComplete('sport', '20250101'), true);
});

test('a closed row and the row that replaces it stand side by side', () => {
  const catalogues = memoryCatalogues({ versions: [version('parameter', '20200101', null, 'fee\t\t20200101\t20200630\t5\nfee\t\t20200701\t\t6\n')] });
  assert.equal(catalogues.parameter('fee', '20200630'), '5');
  assert.equal(catalogues.parameter('fee', '20200701'), '6');
});

test('an approved list that is not loaded is told from a code that is not in it', () => {
  const catalogues = memoryCatalogues({
    versions: [],
    approved: [{ facility: '99001', kind: 'drug', entries: () => parseList(`${head}X\tThuốc X\n`, { validFrom: '20200101', validTo: null }) }],
  });
  assert.equal(catalogues.approved('99001', 'service', 'X', '20250101'), undefined);
  assert.deepEqual(catalogues.approved('99001', 'drug', 'Y', '20250101'), []);
  assert.equal(catalogues.approved('99001', 'drug', 'X', '20250101')?.length, 1);
});

test('a wrong header is refused with words', () => {
  assert.throws(() => parseList('ma\tten\n', { validFrom: '', validTo: null }), /sai dòng tiêu đề/);
});

test('days', () => {
  assert.ok(Number.isNaN(dayToTime('20260230')));
  assert.equal(addDays('20240228', 2), '20240301');
  assert.equal(daysBetween('20251231', '20260101'), 1);
});

test('folding drops marks and đ', () => {
  assert.equal(fold('Đặng  Thị Hường'), 'dang thi huong');
  assert.equal(fold('Đặng Thị Hường'.normalize('NFD')), 'dang thi huong');
});
