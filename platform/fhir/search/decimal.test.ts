import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { impliedRange } from './decimal.ts';
import { spanOf } from './date.ts';

test('the precision that is written', () => {
  const table = [['100', '99.5', '100.5'], ['0', '-0.5', '0.5'], ['-3', '-3.5', '-2.5'], ['1.50', '1.495', '1.505'], ['0.1', '0.05', '0.15'], ['1e2', '50', '150'], ['1.0E-3', '0.00095', '0.00105'], ['-0.5', '-0.55', '-0.45'], ['12345678901234567890.5', '12345678901234567890.45', '12345678901234567890.55']] as const;
  for (const [written, low, high] of table) assert.deepEqual(impliedRange(written), { low, high }, written);
  for (const none of ['', 'a', '1,5', '.5', '1e999', '9'.repeat(1000)]) assert.equal(impliedRange(none), undefined);
});

test('the number lies in the middle of its range', () => {
  // Not larger: JavaScript compares here, and its numbers have fifteen digits.
  fc.assert(fc.property(fc.integer({ min: -1e6, max: 1e6 }), fc.nat({ max: 1_000_000 }), (whole, fraction) => {
    const written = `${whole}.${fraction}`;
    const range = impliedRange(written);
    assert.ok(range && Number(range.low) < Number(written) && Number(written) < Number(range.high));
  }));
});

test('a day lies in its month, a month in its year, a second in its day', () => {
  fc.assert(fc.property(fc.date({ min: new Date('1900-01-02T00:00:00Z'), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true }), (date) => {
    const text = new Date(date.getTime() + 7 * 3_600_000).toISOString();
    const spans = [text.slice(0, 4), text.slice(0, 7), text.slice(0, 10), `${text.slice(0, 19)}+07:00`].map((one) => spanOf(one) ?? assert.fail(one));
    spans.reduce((outer, inner) => { assert.ok(outer.from <= inner.from && inner.to <= outer.to, text); return inner; });
  }));
});
