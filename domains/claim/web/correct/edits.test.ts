import assert from 'node:assert/strict';
import { test } from 'node:test';
import { editsOf, editsText, turnedBack, valueAt, withEdit } from './edits.ts';

const tables = [{ name: 'XML1', title: '', layout: 'XML1', fields: [{ name: 'HO_TEN', meaning: '' }, { name: 'GHI_CHU', meaning: '' }], names: {}, rows: [['A', null]] }];
const spot = { table: 'XML1', row: 1, field: 'HO_TEN' };

test('a cell set back to what the file has is no edit; a field that is not there and stays empty neither', () => {
  const one = withEdit([], spot, 'B', 'A');
  assert.deepEqual(one, [{ ...spot, value: 'B' }]);
  assert.deepEqual(withEdit(one, spot, 'C', 'A'), [{ ...spot, value: 'C' }]);
  assert.deepEqual(withEdit(one, spot, 'A', 'A'), []);
  assert.deepEqual(withEdit([], { ...spot, field: 'GHI_CHU' }, '', null), []);
});

test('edits are found again as they were, anything else is none', () => {
  const edits = [{ ...spot, value: 'B "x"' }];
  assert.deepEqual([editsOf(editsText(edits)), editsOf(''), editsOf('{"a":1}')], [edits, [], []]);
});

test('a corrected cell that holds another value now is told', () => {
  assert.deepEqual([valueAt(tables, spot), valueAt(tables, { ...spot, row: 2 })], ['A', null]);
  const changes = [{ ...spot, after: 'A' }, { ...spot, field: 'GHI_CHU', after: 'x' }];
  assert.deepEqual(turnedBack(tables, changes), [changes[1]]);
});
