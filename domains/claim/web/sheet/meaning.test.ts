import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LAYOUTS } from '#domains/claim/rules';
import { fieldName } from './meaning.ts';

test('the name of a field stands before its explanation', () => {
  assert.equal(fieldName('NGAY_SINH', 'Ngày sinh (yyyyMMddHHmm); không rõ giờ ghi 0000'), 'Ngày sinh');
  assert.equal(fieldName('T_BHTT', '= T_TONGCHI_BH - T_BNCCT'), 'Đề nghị quỹ BHYT trả');
  assert.equal(fieldName('HO_TEN', 'Họ và tên người bệnh'), 'Họ và tên người bệnh');
});

test('every field of the standard has a short name', () => {
  for (const layout of Object.values(LAYOUTS)) for (const field of layout.fields) {
    const name = fieldName(field.name, field.meaningVi);
    assert.ok(name.length > 1 && name.length <= 71 && !/[*="]|^\d/.test(name), `${layout.name} ${field.name}: ${name}`);
  }
});
