import { z } from 'zod';

/** JSON as the record's reader gives it: numbers that JavaScript would write otherwise are raw numbers. */
export function parseExact(text: string): Record<string, unknown> {
  const raw: (source: string) => unknown = 'rawJSON' in JSON && typeof JSON.rawJSON === 'function' ? JSON.rawJSON.bind(JSON) : Number;
  const reviver = (_key: string, value: unknown, context?: { source?: string }): unknown =>
    (typeof value === 'number' && context?.source !== undefined && String(value) !== context.source ? raw(context.source) : value);
  return z.record(z.string(), z.unknown()).parse(JSON.parse(text, reviver));
}
