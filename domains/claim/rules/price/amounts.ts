import { divideRounded, multiplyUnits, multiplyUnitsPercent, multiplyUnitsPercents, percentOf } from '../money/index.ts';
import type { CostLine } from './lines.ts';

/** The standards differ in how THANH_TIEN_BV and THANH_TIEN_BH of XML3 are made. */
export type Standard = '130' | '4750' | '3176';

/** THANH_TIEN_BV and THANH_TIEN_BH, hundredths of a đồng. */
export interface Gross {
  readonly total: bigint;
  readonly insured: bigint;
}

/** How one line is divided between patient, co-payment, fund and other sources. */
export interface Split {
  readonly ownPay: bigint;
  readonly coPay: bigint;
  readonly fund: bigint;
  readonly aid: bigint;
}

/**
 * a: aid for this patient, taken off own payment, then co-payment, then the fund's part;
 * b: aid to the facility, taken off the price before anything is divided;
 * c: programme drugs (ARV), the aid is exactly the co-payment.
 */
export type AidKind = 'a' | 'b' | 'c';

const FULL = 10_000n;
const max = (left: bigint, right: bigint): bigint => (left > right ? left : right);

/** THANH_TIEN_BV candidates; the first is the plain formula. Undefined when a factor is missing. */
export function totals(line: CostLine, standard: Standard): readonly bigint[] | undefined {
  const { quantity, price, insuredPrice, serviceRate } = line;
  if (quantity === undefined || price === undefined) return undefined;
  const plain = multiplyUnits(quantity, price);
  if (line.table === 'XML2') return [plain];
  if (serviceRate === undefined) return undefined;
  if (standard === '130') return [plain];
  const reduced = multiplyUnitsPercent(quantity, price, serviceRate);
  if (standard === '4750' || insuredPrice === undefined) return [reduced];
  // QĐ 3176: the patient may still owe the whole difference between the two prices.
  return [reduced, divideRounded(quantity * (price * FULL - insuredPrice * (FULL - serviceRate)), 100_000_000n)];
}

/** THANH_TIEN_BH candidates; the first is the plain formula. Undefined when a factor is missing. */
export function insuredTotals(line: CostLine, standard: Standard): readonly bigint[] | undefined {
  const { quantity, insuredPrice, serviceRate, insuredRate } = line;
  if (quantity === undefined || insuredPrice === undefined || insuredRate === undefined) return undefined;
  const plain = multiplyUnitsPercent(quantity, insuredPrice, insuredRate);
  if (line.table === 'XML2') return [plain];
  if (serviceRate === undefined) return undefined;
  const reduced = multiplyUnitsPercents(quantity, insuredPrice, serviceRate, insuredRate);
  return standard === '3176' ? [reduced] : [plain, reduced];
}

/** With aid to the facility (kind b) the insured part is made from what the aid left over. */
export function insuredAfterAid(line: CostLine, aid: bigint): bigint | undefined {
  const { quantity, insuredPrice, serviceRate, insuredRate } = line;
  if (quantity === undefined || insuredPrice === undefined || serviceRate === undefined || insuredRate === undefined) return undefined;
  const base = line.table === 'XML2' ? multiplyUnits(quantity, insuredPrice) : multiplyUnitsPercent(quantity, insuredPrice, serviceRate);
  return percentOf(max(0n, base - aid), insuredRate);
}

/**
 * Divides a line. QĐ 130/4750/3176, notes to T_BNTT, T_BNCCT, T_BHTT, T_NGUONKHAC.
 * Every kind balances: total = ownPay + coPay + fund + aid, given 0 ≤ insured ≤ total and 0 ≤ aid ≤ total.
 */
export function split(gross: Gross, level: bigint, aid: bigint, kind: AidKind): Split {
  const fund = percentOf(gross.insured, level);
  const coPay = gross.insured - fund;
  if (kind === 'b') return { ownPay: gross.total - aid - gross.insured, coPay, fund, aid };
  const ownPay = gross.total - gross.insured;
  if (kind === 'c') return { ownPay, coPay: 0n, fund, aid: coPay };
  const overOwn = max(0n, aid - ownPay);
  const overCo = max(0n, overOwn - coPay);
  return { ownPay: max(0n, ownPay - aid), coPay: max(0n, coPay - overOwn), fund: fund - overCo, aid };
}
