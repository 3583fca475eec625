import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayInVietnam, momentInVietnam } from './index.ts';

test('the day turns at seventeen hours UTC', () => {
  assert.equal(dayInVietnam(Date.parse('2026-01-15T16:59:59Z')), '20260115');
  assert.equal(dayInVietnam(Date.parse('2026-01-15T17:00:00Z')), '20260116');
  assert.equal(momentInVietnam(Date.parse('2026-12-31T17:08:09.999Z')), '20270101000809');
});
