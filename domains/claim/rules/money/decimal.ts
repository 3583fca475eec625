/**
 * Exact decimals as scaled whole numbers. Nothing in a dossier's amounts ever passes through floating point:
 * `1900 × 0.1` must be 190 for the insurer and for us.
 *
 * A value carries no unit of its own; the caller keeps to one scale per kind:
 * money in hundredths of a đồng, quantities and unit prices in thousandths, percentages in hundredths of a percent.
 */

export const MONEY_SCALE = 2;
export const UNIT_SCALE = 3;
export const PERCENT_SCALE = 2;

const MAX_LENGTH = 40;
const EXACT = 9_000_000_000_000_000n;
const POWERS: readonly (number | undefined)[] = [1, 10, 100, 1000];
/** 100 % in hundredths of a percent: most lines are paid whole. */
const WHOLE = 10_000n;

/**
 * Reads a decimal as the standard writes it: digits, at most one dot with digits on both sides, an optional leading minus.
 * Refused (undefined): empty, spaces, plus sign, comma, exponent, more places than `scale` unless they are zeros.
 */
export function parseScaled(text: string, scale: number): bigint | undefined {
  // Most amounts of a line are nothing.
  if (text === '0') return 0n;
  const length = text.length;
  const start = text.charCodeAt(0) === 45 ? 1 : 0;
  if (length === start || length > MAX_LENGTH) return undefined;
  let value = 0;
  let used = 0;
  let places = -1;
  for (let at = start; at < length; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit === -2) {
      if (places >= 0 || at === start || at === length - 1) return undefined;
      places = 0;
      continue;
    }
    if (digit < 0 || digit > 9) return undefined;
    if (places >= 0 && ++places > scale) {
      if (digit !== 0) return undefined;
      continue;
    }
    value = value * 10 + digit;
    used++;
  }
  const missing = scale - Math.min(Math.max(places, 0), scale);
  // Up to fifteen digits a number is exact; beyond that the slow road through text.
  if (used + missing <= 15) {
    for (let step = 0; step < missing; step++) value *= 10;
    return BigInt(start === 1 ? -value : value);
  }
  const [whole = '', fraction = ''] = text.slice(start).split('.');
  const exact = BigInt(whole + fraction.slice(0, scale).padEnd(scale, '0'));
  return start === 1 ? -exact : exact;
}

/** Divides and rounds half away from zero, which for amounts ≥ 0 is "làm tròn nửa lên". `divisor` > 0. */
export function divideRounded(value: bigint, divisor: bigint): bigint {
  return rounded(value, divisor, divisor / 2n);
}

function rounded(value: bigint, divisor: bigint, half: bigint): bigint {
  return value < 0n ? -((-value + half) / divisor) : (value + half) / divisor;
}

/** `1890000n` at scale 2 → `18900`; `2783399n` → `27833.99`. Trailing zeros are left out. */
export function formatScaled(value: bigint, scale: number): string {
  if (value === 0n) return '0';
  // Amounts below ninety thousand milliard đồng are exact as numbers; most are whole.
  if (value > -EXACT && value < EXACT) {
    const number = Number(value);
    const unit = POWERS[scale];
    if (unit !== undefined && number % unit === 0) return String(number / unit);
  }
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  return `${value < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

export const parseMoney = (text: string): bigint | undefined => parseScaled(text, MONEY_SCALE);
export const parseUnit = (text: string): bigint | undefined => parseScaled(text, UNIT_SCALE);
export const parsePercent = (text: string): bigint | undefined => parseScaled(text, PERCENT_SCALE);
export const formatMoney = (value: bigint): string => formatScaled(value, MONEY_SCALE);
export const formatUnit = (value: bigint): string => formatScaled(value, UNIT_SCALE);
export const formatPercent = (value: bigint): string => formatScaled(value, PERCENT_SCALE);

/** Money from quantity × unit price (thousandths each), half up to hundredths. */
export function multiplyUnits(quantity: bigint, price: bigint): bigint {
  return rounded(quantity * price, 10_000n, 5_000n);
}

/** quantity × price × percent/100 in one rounding, as the decisions print the formula. */
export function multiplyUnitsPercent(quantity: bigint, price: bigint, percent: bigint): bigint {
  return percent === WHOLE ? multiplyUnits(quantity, price) : rounded(quantity * price * percent, 100_000_000n, 50_000_000n);
}

/** quantity × price × first/100 × second/100 in one rounding. */
export function multiplyUnitsPercents(quantity: bigint, price: bigint, first: bigint, second: bigint): bigint {
  if (second === WHOLE) return multiplyUnitsPercent(quantity, price, first);
  return rounded(quantity * price * first * second, 1_000_000_000_000n, 500_000_000_000n);
}

/** amount × percent/100, half up to hundredths. */
export function percentOf(amount: bigint, percent: bigint): bigint {
  return percent === WHOLE ? amount : rounded(amount * percent, 10_000n, 5_000n);
}
