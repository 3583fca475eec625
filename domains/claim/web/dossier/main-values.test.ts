import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mainValues } from './main-values.ts';

const table = (name: string, sex: string) => ({ name, title: '', layout: name, fields: ['STT', 'GIOI_TINH'].map((field) => ({ name: field, meaning: field })), rows: [['1', sex]], names: { GIOI_TINH: { 1: 'Nam', 2: 'Nữ' } } });

test('the summary speaks for the dossier, else the check-in; a code that no list knows has no name', () => {
  assert.equal(mainValues([table('XML0', '1'), table('XML1', '2')]).name('GIOI_TINH'), 'Nữ');
  assert.equal(mainValues([table('XML2', '2'), table('XML0', '1')]).name('GIOI_TINH'), 'Nam');
  const odd = mainValues([table('XML1', '7')]);
  assert.deepEqual([odd.value('GIOI_TINH'), odd.name('GIOI_TINH'), odd.value('HO_TEN'), mainValues([]).value('STT')], ['7', undefined, '', '']);
});
