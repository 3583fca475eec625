import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { exemptionLimit, exemptionStanding } from './exemption.ts';

const parameters = (values: Readonly<Record<string, string>>) => ({ parameter: (name: string) => values[name] });
const ROWS = { 'base-salary': '2530000', 'copay-exempt-months': '6', 'copay-exempt-comparison': 'more' };
const TODAY = '20261127';

test('the limit is months × base salary of the day; nothing is said while a row is missing or strange', () => {
  assert.deepEqual(exemptionLimit(parameters(ROWS), TODAY), { salary: 253_000_000n, months: 6n, threshold: 1_518_000_000n, mustExceed: true });
  for (const [name, value] of [['base-salary', ''], ['base-salary', 'x'], ['copay-exempt-months', ''], ['copay-exempt-months', '6,5'], ['copay-exempt-comparison', ''], ['copay-exempt-comparison', '>']] as const) {
    assert.equal(exemptionLimit(parameters({ ...ROWS, [name]: value }), TODAY), undefined, `${name} ${value}`);
  }
});

test('exactly at the threshold the comparison decides, a đồng beside it nothing is in doubt', () => {
  fc.assert(fc.property(fc.bigInt({ min: 1n, max: 10n ** 12n }), fc.integer({ min: 1, max: 99 }), fc.bigInt({ min: 1n, max: 10n ** 12n }), (salary, months, step) => {
    for (const comparison of ['more', 'at-least'] as const) {
      const limit = exemptionLimit(parameters({ 'base-salary': String(salary), 'copay-exempt-months': String(months), 'copay-exempt-comparison': comparison }), TODAY);
      assert.ok(limit);
      const at = (paid: bigint) => exemptionStanding(limit, paid, TODAY, TODAY);
      assert.deepEqual(at(limit.threshold), { standing: comparison === 'more' ? 'short' : 'exempt', missing: 0n });
      assert.equal(at(limit.threshold + step).standing, 'exempt');
      const below = at(limit.threshold - step);
      assert.deepEqual(below, { standing: 'short', missing: step });
      // What is said to be missing is what leads to the threshold.
      assert.equal(limit.threshold - step + below.missing, limit.threshold);
    }
  }));
});

test('money alone exempts nobody: the fifth year must be full on the day', () => {
  const limit = exemptionLimit(parameters(ROWS), TODAY);
  assert.ok(limit);
  const on = (fiveYearsFrom: string | null, paid = limit.threshold + 1n) => exemptionStanding(limit, paid, fiveYearsFrom, TODAY).standing;
  assert.deepEqual([on(TODAY), on('20261128'), on('20200101'), on(null), on(null, 0n), on('20261128', 0n)], ['exempt', 'not-five-years', 'exempt', 'five-years-unsaid', 'short', 'short']);
});
