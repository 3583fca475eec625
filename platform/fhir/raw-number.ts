import { isRawNumber } from '#platform/json';

export { isRawNumber };

/** A number as it is written; undefined for what is no number. */
export function numeral(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return isRawNumber(value) ? value.rawJSON : undefined;
}
