/**
 * JSON that keeps decimals as written: 1.50 stays 1.50, 0.1 never becomes a binary fraction of itself.
 * A number that JavaScript would write otherwise becomes a raw value, which JSON.stringify puts back as it was.
 */
export interface RawNumber {
  readonly rawJSON: string;
}

interface ExactJson {
  parse(text: string, reviver: (key: string, value: unknown, context: { source?: string }) => unknown): unknown;
  rawJSON(text: string): RawNumber;
  isRawJSON(value: unknown): value is RawNumber;
}

/** TypeScript's library does not know these functions of JSON yet; Node 24 has them. */
const EXACT: ExactJson = ((json: unknown): ExactJson => {
  if (!hasExact(json)) throw new Error('this Node has no JSON.rawJSON: version 24 is needed');
  return json;
})(JSON);

function hasExact(json: unknown): json is ExactJson {
  return typeof json === 'object' && json !== null && 'rawJSON' in json && 'isRawJSON' in json;
}

/** A decimal written exactly as given. @param text a JSON number: `12.50`, `-3`, `1e3`. @throws SyntaxError when it is none */
export function decimal(text: string): RawNumber {
  if (!/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text)) throw new SyntaxError('not a JSON number');
  return EXACT.rawJSON(text);
}

export function isRawNumber(value: unknown): value is RawNumber {
  return EXACT.isRawJSON(value);
}

/** Parses; JSON.stringify of the result writes every number as it stood in the text. */
export function parseExact(text: string): unknown {
  return EXACT.parse(text, (_key, value, context) =>
    typeof value === 'number' && context.source !== undefined && String(value) !== context.source ? EXACT.rawJSON(context.source) : value);
}
