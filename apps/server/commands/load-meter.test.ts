import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadMeter } from './load-meter.ts';

test('tells rate and time left in Vietnamese', () => {
  const meter = loadMeter(0);
  const at = (seconds: number, dossiers: number, readBytes: number, filesDone = 0) => meter({ files: 2, filesDone, dossiers, bytes: 1_000_000, readBytes }, seconds * 1000);
  assert.equal(at(0, 0, 0), 'Đã nạp 0 hồ sơ, xong 0/2 tệp (0 %)');
  assert.equal(at(10, 4000, 100_000), 'Đã nạp 4.000 hồ sơ, xong 0/2 tệp (10 %), 400 hồ sơ/giây, còn khoảng 2 phút');
  assert.equal(at(20, 8000, 600_000, 1), 'Đã nạp 8.000 hồ sơ, xong 1/2 tệp (60 %), 400 hồ sơ/giây, còn khoảng 13 giây');
  assert.equal(at(30, 12_000, 1_000_000, 2), 'Đã nạp 12.000 hồ sơ, xong 2/2 tệp (100 %), 400 hồ sơ/giây');
});
