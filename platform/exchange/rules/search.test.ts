import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readMessageSearch } from '#platform/exchange/rules';

test('an address says which messages; what does not fit is left out', () => {
  assert.deepEqual(readMessageSearch({ trangThai: 'unknown', gap: 'late', loai: 'check-in', noiNhan: 'lgsp', coSo: 62981, ngay: '2026-11-20' }), { trangThai: 'unknown', gap: 'late', loai: 'check-in', noiNhan: 'lgsp', coSo: '62981', ngay: '2026-11-20' });
  assert.deepEqual(readMessageSearch({ trangThai: 'gone', gap: 'never', loai: '<b>', noiNhan: '', coSo: 'a b', ngay: '20/11/2026', khac: '1' }), {});
});
