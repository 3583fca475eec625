import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fieldKind, isNumber, nameCodes } from './field-kinds.ts';

test('codes carry their names, each of several in a line of its own; a code that no list knows stays', () => {
  assert.equal(nameCodes('1', { 1: 'Nam' }), '1 – Nam');
  assert.equal(nameCodes('I10; E11;ZZZ', { I10: 'Tăng huyết áp', E11: 'Đái tháo đường' }), 'I10 – Tăng huyết áp\nE11 – Đái tháo đường\nZZZ');
});

test('a field is read by its name', () => {
  assert.deepEqual(['NGAY_SINH', 'NGAY_SINH_CON', 'NGAY_RA', 'T_BHTT', 'DON_GIA_BH', 'SO_LUONG', 'TT_THAU', 'SO_CCCD'].map(fieldKind), ['birth', 'birth', 'moment', 'amount', 'amount', 'count', null, null]);
  assert.deepEqual(['THANH_TIEN_BV', 'TYLE_TT_BH', 'NGAY_VAO', 'MA_THUOC'].map(isNumber), [true, true, false, false]);
});
