import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columnsOf, rowsToShow } from './columns.ts';

const field = (name: string) => ({ name, meaning: name });
const table = { name: 'XML2', title: '', layout: 'XML2', fields: ['STT', 'MA_THUOC', 'GHI_CHU', 'DU_PHONG'].map(field), names: {}, rows: [['1', 'A', '', null], ['2', '', '', null]] };

test('empty columns are left out unless a finding stands in them', () => {
  assert.deepEqual(columnsOf(table, new Map(), true).map((column) => column.name), ['STT', 'MA_THUOC']);
  assert.deepEqual(columnsOf(table, new Map([['o-XML2-2-GHI_CHU', true]]), true).map((column) => column.index), [0, 1, 2]);
  assert.equal(columnsOf(table, new Map(), false).length, 4);
});

test('lines do not repeat the key of the visit, unless a finding stands there', () => {
  const lines = { ...table, fields: ['MA_LK', 'STT'].map(field), rows: [['X', '1'], ['X', '2']] };
  assert.deepEqual(columnsOf(lines, new Map(), true).map((column) => column.name), ['STT']);
  assert.equal(columnsOf(lines, new Map([['o-XML2-2-MA_LK', true]]), true).length, 2);
  assert.equal(columnsOf({ ...lines, rows: [['X', '1']] }, new Map(), true).length, 2);
});

test('a row far down is drawn before it is reached', () => {
  assert.deepEqual([rowsToShow(100, null, 100), rowsToShow(100, 100, 100), rowsToShow(100, 101, 100), rowsToShow(100, 350, 100)], [100, 100, 200, 400]);
});
