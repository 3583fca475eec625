import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '#platform/db/testing';
import { claimFile, count, facilityPolicy, fileAll, send, testContext, visit } from '#domains/claim/testing';

const { db } = await testDatabase();
const context = await testContext(db);

test('a visit dated in the future does not fix for ever how a person is described', async () => {
  const who = { HO_TEN: 'Rah Lan Thử', SO_CCCD: '062198000555', MA_BN: 'FU', MA_THE_BHYT: '' };
  for (const one of [visit('FU-1', { ...who, NGAY_VAO: '209901010000', NGAY_RA: '209901010100', DIEN_THOAI: '0900000001' }), visit('FU-2', { ...who, NGAY_VAO: '209801010000', NGAY_RA: '209801010100', DIEN_THOAI: '0900000002' })]) {
    await send(context, facilityPolicy('62990'), claimFile([one]));
    await fileAll(context);
  }
  assert.equal(await count(context, "person where phone = '0900000001'"), 0, 'the one that came last describes');
  assert.equal(await count(context, "person where phone = '0900000002' and described_at < '2099'"), 1);
});

test('a newborn is one by its name or category also when the day of the visit cannot be read', async () => {
  for (const [number, more] of [['NB-1', { HO_TEN: 'Con bà Y Lan' }], ['NB-2', { HO_TEN: 'Y Lan', MA_DOITUONG_KCB: '1.7' }]] as const) {
    await send(context, facilityPolicy('62990'), claimFile([visit(number, { MA_BN: number, SO_CCCD: '062198000556', MA_THE_BHYT: '', NGAY_SINH: '202609010000', NGAY_VAO: 'x', ...more })]));
    await fileAll(context);
  }
  assert.equal(await count(context, "person_patient where patient_number like 'NB-%' and (around->>'newborn')::boolean"), 2);
});
