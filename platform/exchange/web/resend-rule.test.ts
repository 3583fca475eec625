import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLate, whyNotResend } from './resend-rule.ts';

test('only what was refused or is unknown goes out again, and only by who may', () => {
  const states = ['owed', 'sending', 'received', 'refused', 'unknown'] as const;
  assert.deepEqual(states.map((state) => whyNotResend(state, true)), ['why.owed', 'why.sending', 'why.received', null, null]);
  assert.deepEqual(new Set(states.map((state) => whyNotResend(state, false))), new Set(['why.right']));
});

test('what has been received is never late', () => {
  const now = Date.parse('2026-01-15T00:00:00Z');
  assert.equal(isLate({ due: '2026-01-14T00:00:00Z', state: 'owed' }, now), true);
  assert.equal(isLate({ due: '2026-01-14T00:00:00Z', state: 'received' }, now), false);
  assert.equal(isLate({ due: '2026-01-16T00:00:00Z', state: 'owed' }, now), false);
  assert.equal(isLate({ due: null, state: 'owed' }, now), false);
});
