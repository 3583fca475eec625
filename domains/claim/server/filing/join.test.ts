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
