import type { Catalogues } from '#platform/catalogue/rules';
import { parseMoney } from '../money/index.ts';

/** From what sum on a patient pays no more co-payment in a year. Hundredths of a đồng. */
export interface ExemptionLimit {
  readonly salary: bigint;
  readonly months: bigint;
  readonly threshold: bigint;
  /** The sum must be more than the threshold; else reaching it is enough. */
  readonly mustExceed: boolean;
}

/** exempt; short: of money; not-five-years: the money is there, the years are not; five-years-unsaid: nobody said since when. */
export type Standing = 'exempt' | 'short' | 'not-five-years' | 'five-years-unsaid';

/**
 * The limit of a day: rows `base-salary`, `copay-exempt-months` and `copay-exempt-comparison` (more | at-least) of `parameter`.
 * Law on health insurance, Article 22. Undefined when a row is missing or cannot be read.
 */
export function exemptionLimit(catalogues: Pick<Catalogues, 'parameter'>, on: string): ExemptionLimit | undefined {
  const salary = parseMoney(catalogues.parameter('base-salary', on) ?? '');
  const months = catalogues.parameter('copay-exempt-months', on) ?? '';
  const comparison = catalogues.parameter('copay-exempt-comparison', on);
  if (salary === undefined || !/^\d{1,3}$/u.test(months) || (comparison !== 'more' && comparison !== 'at-least')) return undefined;
  return { salary, months: BigInt(months), threshold: salary * BigInt(months), mustExceed: comparison === 'more' };
}

/** Whether the sum paid is enough; the years are another matter. */
export const isPaidEnough = (limit: ExemptionLimit, paid: bigint): boolean => (limit.mustExceed ? paid > limit.threshold : paid >= limit.threshold);

/**
 * Where somebody stands.
 * @param fiveYearsFrom the day from which five years on end are full, yyyyMMdd; null when not said
 * @returns missing: how far the threshold is, hundredths of a đồng; 0 when it is reached, and also when it is reached but must be exceeded
 */
export function exemptionStanding(limit: ExemptionLimit, paid: bigint, fiveYearsFrom: string | null, on: string): { readonly standing: Standing; readonly missing: bigint } {
  const missing = paid < limit.threshold ? limit.threshold - paid : 0n;
  if (!isPaidEnough(limit, paid)) return { standing: 'short', missing };
  if (fiveYearsFrom === null) return { standing: 'five-years-unsaid', missing };
  return { standing: fiveYearsFrom <= on ? 'exempt' : 'not-five-years', missing };
}
