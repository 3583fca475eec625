import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LAYOUTS } from '#domains/claim/rules';
import { fieldName } from './meaning.ts';

test('the name of a field stands before its explanation', () => {
  assert.equal(fieldName('Ngày sinh (yyyyMMddHHmm); không rõ giờ ghi 0000'), 'Ngày sinh');
  assert.equal(fieldName('Họ và tên người bệnh'), 'Họ và tên người bệnh');
});

test('every field of the standard has a short name', () => {
  for (const layout of Object.values(LAYOUTS)) for (const field of layout.fields) {
    const name = fieldName(field.meaningVi);
    assert.ok(name.length > 1 && name.length <= 71, `${layout.name} ${field.name}: ${name}`);
  }
});
