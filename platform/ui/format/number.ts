const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/** `1234567.89` → `1.234.567,89`: exact, digit by digit, never through floating point. What is no decimal comes back as written. */
export function formatNumber(value: string | number): string {
  const found = DECIMAL.exec(String(value).trim());
  if (!found) return String(value);
  const [, sign = '', whole = '', part] = found;
  const grouped = (whole.replace(/^0+(?=\d)/, '')).replace(/\B(?=(\d{3})+$)/g, '.');
  return `${sign}${grouped}${part === undefined ? '' : `,${part}`}`;
}

/** Đồng as the form shows it: `1.234.567,89 đ`; a fraction of noughts is left out. '' stays ''. */
export function formatMoney(value: string): string {
  const text = value.trim();
  if (text === '') return '';
  return DECIMAL.test(text) ? `${formatNumber(text.replace(/\.0+$/, ''))} đ` : text;
}

/** A count that may have parts, without the noughts after them: `3.000` → `3`, `0.250` → `0,25`. */
export function formatQuantity(value: string): string {
  return formatNumber(DECIMAL.test(value) && value.includes('.') ? value.replace(/\.?0+$/, '') : value);
}

/** Bytes for people: `812 B`, `1,4 kB`, `50 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1000, 'kB'] : bytes < 1_000_000_000 ? [bytes / 1_000_000, 'MB'] : [bytes / 1_000_000_000, 'GB'];
  return `${value.toFixed(value < 10 ? 1 : 0).replace('.', ',').replace(/,0$/, '')} ${unit}`;
}

/** A share as whole per cent, 0…100. Never 100 before it is whole. */
export function percent(share: number): number {
  if (!Number.isFinite(share)) return 0;
  return share >= 1 ? 100 : Math.min(99, Math.max(0, Math.floor(share * 100)));
}
