/** The range that a written number stands for. */
export interface Range { readonly low: string; readonly high: string }

/** Digits and exponent beyond which nobody measures: a number of a million digits is not calculated with. */
const LONGEST = 400;
const NUMERAL = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/**
 * What the written precision means: half a unit of the last written digit to either side. 100 → 99.5 to 100.5, 1.50 → 1.495 to 1.505, 1e2 → 50 to 150.
 * Calculated on the digits, so nothing is rounded. @param numeral as JSON writes it @returns undefined when it is none
 */
export function impliedRange(numeral: string): Range | undefined {
  if (numeral.length > LONGEST) return undefined;
  const [found, sign = '', whole = '', fraction = '', exponent = '0'] = NUMERAL.exec(numeral) ?? [];
  if (found === undefined || Math.abs(Number(exponent)) > LONGEST) return undefined;
  const places = fraction.length - Number(exponent) + 1;
  const value = BigInt(`${sign}${whole}${fraction}0`);
  return { low: written(value - 5n, places), high: written(value + 5n, places) };
}

/** digits × 10^-places as a plain numeral without needless zeros. */
function written(digits: bigint, places: number): string {
  if (places <= 0) return String(digits * 10n ** BigInt(-places));
  const text = String(digits < 0n ? -digits : digits).padStart(places + 1, '0');
  const fraction = text.slice(-places).replace(/0+$/, '');
  return `${digits < 0n ? '-' : ''}${text.slice(0, -places)}${fraction === '' ? '' : `.${fraction}`}`;
}
