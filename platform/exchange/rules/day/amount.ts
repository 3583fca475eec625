/** Hundredths of a đồng: amounts never pass through floating point. */
export type Amount = bigint;

/** Figures before the decimals: hundreds of billions, far beyond what a visit costs, so that the sum of a whole form has room where it is kept. */
const LONGEST = 12;
/** Signs of a cell: what is longer is no amount, and is not looked through. */
const LONGEST_TEXT = 40;
const SIGNS = /(?:\s|đ|₫|vnd|vnđ|đồng)+$/iu;
/** Thousands parted by one sign, decimals by the other. */
const GROUPED = [{ shape: /^([1-9]\d{0,2}(?:\.\d{3})+)(?:,(\d+))?$/u, thousands: '.' }, { shape: /^([1-9]\d{0,2}(?:,\d{3})+)(?:\.(\d+))?$/u, thousands: ',' }] as const;

/**
 * Reads an amount as a sheet may have it: `1234567`, `1.234.567`, `1.234.567,50`, `1,234,567.5`, `1234567.5 đ`. A single dot or comma before exactly three figures parts thousands
 * (no amount of the standard has three decimals).
 * @returns undefined when it is none, is below zero or has more than two decimals
 */
export function amountOf(text: string): Amount | undefined {
  if (text.length > LONGEST_TEXT) return undefined;
  const bare = text.trim().replace(SIGNS, '').replaceAll(/[\s\u00a0]/gu, '');
  const [whole, fraction] = partsOf(bare);
  if (whole === undefined || whole.length > LONGEST || !/^\d*$/u.test(fraction)) return undefined;
  const decimals = fraction.replace(/0+$/u, '');
  return decimals.length > 2 ? undefined : BigInt(whole + decimals.padEnd(2, '0'));
}

function partsOf(text: string): [string | undefined, string] {
  if (/^\d+$/u.test(text)) return [text, ''];
  for (const { shape, thousands } of GROUPED) {
    const grouped = shape.exec(text);
    if (grouped?.[1] !== undefined) return [grouped[1].replaceAll(thousands, ''), grouped[2] ?? ''];
  }
  const plain = /^(\d+)[.,](\d+)$/u.exec(text);
  return [plain?.[1], plain?.[2] ?? ''];
}

/** `123456750n` → `1234567.50` */
export const decimalOf = (amount: Amount): string => `${amount / 100n}.${String(amount % 100n).padStart(2, '0')}`;

/** `123456750n` → `1.234.567,50 đ`, `123456700n` → `1.234.567 đ`: as the screens write it */
export function amountWords(amount: Amount): string {
  const whole = String(amount / 100n).replaceAll(/\B(?=(\d{3})+$)/gu, '.');
  const fraction = String(amount % 100n).padStart(2, '0');
  return `${whole}${fraction === '00' ? '' : `,${fraction}`} đ`;
}

export const sumOf = (amounts: readonly Amount[]): Amount => amounts.reduce((sum, one) => sum + one, 0n);
