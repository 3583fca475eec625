import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { divideRounded, formatMoney, formatScaled, multiplyUnits, multiplyUnitsPercent, parseMoney, parsePercent, parseScaled, parseUnit, percentOf } from './decimal.ts';

test('reads what real dossiers write', () => {
  assert.equal(parseMoney('27833.99'), 2_783_399n);
  assert.equal(parseMoney('18900'), 1_890_000n);
  assert.equal(parseUnit('3.000'), 3_000n);
  assert.equal(parseMoney('15900.000'), 1_590_000n);
  assert.equal(parsePercent('47.5'), 4_750n);
  assert.equal(parseMoney('-5'), -500n);
  assert.equal(parseMoney('123456789012345678901.25'), 12_345_678_901_234_567_890_125n);
});

test('refuses everything that is not a plain decimal', () => {
  for (const text of ['', ' ', ' 1', '1 ', '1,5', '1e308', '--1', '+1', '1.', '.5', '1.2.3', '-', '-.5', 'NaN', '0x10', '١', '1.005', '9'.repeat(41)]) {
    assert.equal(parseMoney(text), undefined, text);
  }
});

test('rounds half up, and half away from zero below it', () => {
  assert.equal(divideRounded(5n, 10n), 1n);
  assert.equal(divideRounded(4n, 10n), 0n);
  assert.equal(divideRounded(-5n, 10n), -1n);
  assert.equal(formatMoney(multiplyUnits(2_000n, 699_999n)), '1400');
  assert.equal(formatMoney(multiplyUnitsPercent(1_000n, 1_001n, 5_000n)), '0.5');
  assert.equal(formatMoney(percentOf(12_345n, 8_000n)), '98.76');
});

test('writing and reading again is the identity', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.integer({ min: 0, max: 6 }), (value, scale) => {
      assert.equal(parseScaled(formatScaled(value, scale), scale), value);
    }),
  );
});

test('the fast road and the slow road agree', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 24n }), fc.nat(3), (value, zeros) => {
      const text = `${value}.${'0'.repeat(zeros + 1)}`;
      assert.equal(parseScaled(text, 3), value * 1000n);
    }),
  );
});
