/** A number kept as it was written: `1.50`. Made by JSON.rawJSON, as the record's reader does. */
export interface RawNumber {
  readonly rawJSON: string;
}

/** TypeScript's library does not know this function of JSON yet. */
const isRaw: (value: unknown) => boolean = ((json: object) => ('isRawJSON' in json && typeof json.isRawJSON === 'function' ? json.isRawJSON.bind(json) : () => false))(JSON);

export function isRawNumber(value: unknown): value is RawNumber {
  return typeof value === 'object' && isRaw(value);
}

/** A number as it is written; undefined for what is no number. */
export function numeral(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return isRawNumber(value) ? value.rawJSON : undefined;
}
