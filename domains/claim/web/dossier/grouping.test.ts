import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FindingView } from '../api.ts';
import { findingsAt, groupByRule, marksOf, spotKey, spotWords, tableSeverity } from './grouping.ts';

function finding(part: Partial<FindingView>): FindingView {
  return { rule: 'A-01', title: 'A', group: 'price', groupTitle: 'Giá', severity: 'warning', table: 'XML2', row: 1, field: 'DON_GIA', related: [], message: 'm', remedy: 'r', law: null, seen: null, ...part };
}
const seen = { by: 'x', at: '2026-01-01T00:00:00Z', reason: 'đúng' };

test('rules stand by weight, what has been seen last, cells in the order of the sheet', () => {
  const groups = groupByRule([
    finding({ rule: 'I-01', severity: 'info' }), finding({ row: 12 }), finding({ row: 2 }), finding({ table: 'XML10', row: 1 }), finding({ row: 1, seen }), finding({ rule: 'E-01', severity: 'error' }), finding({ rule: 'A-00', seen }),
  ]);
  assert.deepEqual(groups.map((group) => group.rule), ['E-01', 'A-01', 'A-00', 'I-01']);
  assert.deepEqual(groups[1]?.findings.map((each) => `${each.table} ${each.row}`), ['XML2 2', 'XML2 12', 'XML10 1', 'XML2 1']);
});

test('a cell shows its heaviest own finding and counts them; related ones only where nothing own stands', () => {
  const spot = { table: 'XML1', row: 1, field: 'T_BHTT' };
  const marks = marksOf([finding({ related: [spot] }), finding({ severity: 'error' }), finding({ ...spot, rule: 'B', severity: 'info' })]);
  assert.deepEqual(marks.get(spotKey(finding({}))), { severity: 'error', count: 2, own: true });
  assert.deepEqual(marks.get(spotKey(spot)), { severity: 'info', count: 1, own: true });
  assert.equal(marks.size, 2);
});

test('from a cell to its findings, related ones too', () => {
  const spot = { table: 'XML1', row: 1, field: 'T_BHTT' };
  const all = [finding({ related: [spot] }), finding(spot), finding({ field: 'SO_LUONG' })];
  assert.deepEqual(findingsAt(all, spot), all.slice(0, 2));
});

test('places in words', () => {
  const row = (each: number) => `dòng ${each}`;
  assert.equal(spotWords({ table: 'XML2', row: 3, field: 'DON_GIA' }, row, 'cả hồ sơ'), 'XML2, dòng 3, DON_GIA');
  assert.equal(spotWords({ table: 'XML2', row: null, field: null }, row, 'cả hồ sơ'), 'XML2');
  assert.equal(spotWords({ table: null, row: null, field: null }, row, 'cả hồ sơ'), 'cả hồ sơ');
  assert.equal(tableSeverity([finding({}), finding({ severity: 'error' })], 'XML2'), 'error');
  assert.equal(tableSeverity([finding({})], 'XML3'), null);
});
