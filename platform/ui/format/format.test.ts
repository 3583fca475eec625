import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { dayInVietnam } from '#platform/time/rules';
import { ageOn, dayOf, formatBirth, formatBorn, formatDay, formatMoment, parseDay } from './day.ts';
import { formatBytes, formatMoney, formatNumber, formatQuantity, percent } from './number.ts';

test('days and moments read as on paper, in Vietnam’s time', () => {
  assert.equal(formatDay('20260115'), '15/01/2026');
  assert.equal(formatMoment('202601150830'), '15/01/2026 08:30');
  assert.equal(formatMoment('2026-01-15T18:30:00Z'), '16/01/2026 01:30');
  assert.equal(formatMoment('2026-01-15T18:30:00+07:00'), '15/01/2026 18:30');
  assert.equal(formatMoment('hôm qua'), 'hôm qua');
  assert.equal(dayInVietnam(Date.parse('2026-01-15T17:00:00Z')), '20260116');
  assert.equal(dayOf('202601150830'), '20260115');
  assert.equal(dayOf('2026-01-15T23:59:00+07:00'), '20260115');
  assert.equal(dayOf(''), '');
});

test('a typed day is understood or refused', () => {
  for (const text of ['5/1/2026', '05/01/2026', '05012026', '05-01-2026', '2026-01-05', ' 5.1.2026 ']) assert.equal(parseDay(text), '20260105', text);
  for (const text of ['30/02/2026', '2026', '', '5/13/2026', 'mai']) assert.equal(parseDay(text), null, text);
});

test('what is shown as a day can be typed back', () => {
  fc.assert(fc.property(fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }), (date) => {
    const day = date.toISOString().slice(0, 10).replaceAll('-', '');
    assert.equal(parseDay(formatDay(day)), day);
  }));
});

test('birthdays keep what is unknown unknown', () => {
  assert.equal(formatBorn('19850312'), '12/03/1985');
  assert.equal(formatBorn('198503120000'), '12/03/1985');
  assert.equal(formatBorn('198500000000'), '1985');
  assert.equal(formatBorn('19850300'), '03/1985');
  assert.equal(formatBorn('1985-03-12'), '12/03/1985');
  assert.equal(formatBorn('1985'), '1985');
  assert.deepEqual(['202609011534', '199005120000', '196500000000', '19650000', 'không rõ'].map(formatBirth), ['01/09/2026 15:34', '12/05/1990', '1965', '1965', 'không rõ']);
});

test('age counts months until six years', () => {
  assert.deepEqual(ageOn('20240115', '20260114'), { count: 23, unit: 'month' });
  assert.deepEqual(ageOn('20240115', '20260115'), { count: 24, unit: 'month' });
  assert.deepEqual(ageOn('20200115', '20260114'), { count: 71, unit: 'month' });
  assert.deepEqual(ageOn('20200115', '20260115'), { count: 6, unit: 'year' });
  assert.deepEqual(ageOn('19850000', '20260115'), { count: 41, unit: 'year' });
  assert.deepEqual(ageOn('2024', '20260115'), { count: 2, unit: 'year' });
  assert.equal(ageOn('20270101', '20260115'), null);
  assert.equal(ageOn('?', '20260115'), null);
});

test('amounts are grouped exactly', () => {
  assert.equal(formatNumber('1234567.89'), '1.234.567,89');
  assert.equal(formatNumber('-1000'), '-1.000');
  assert.equal(formatNumber('0.10'), '0,10');
  assert.equal(formatNumber('9007199254740993.01'), '9.007.199.254.740.993,01');
  assert.equal(formatNumber('1e308'), '1e308');
  assert.equal(formatMoney('1234567.89'), '1.234.567,89 đ');
  assert.equal(formatMoney('150000.00'), '150.000 đ');
  assert.deepEqual(['3.000', '0.250', '30', '100', '1500.5', 'x'].map(formatQuantity), ['3', '0,25', '30', '100', '1.500,5', 'x']);
  assert.equal(formatMoney(''), '');
  assert.equal(formatMoney('mười'), 'mười');
});

test('grouping loses no digit', () => {
  fc.assert(fc.property(fc.bigInt({ min: 0n, max: 10n ** 30n }), fc.integer({ min: 0, max: 99 }), (whole, part) => {
    const written = `${whole}.${String(part).padStart(2, '0')}`;
    assert.equal(formatNumber(written).replaceAll('.', '').replace(',', '.'), written);
  }));
});

test('sizes and shares', () => {
  assert.deepEqual([812, 1400, 50_000_000, 2_500_000_000].map(formatBytes), ['812 B', '1,4 kB', '50 MB', '2,5 GB']);
  assert.deepEqual([0, 0.5, 0.999, 1, 1.2, Number.NaN].map(percent), [0, 50, 99, 100, 100, 0]);
});
