import { isJson, listOf } from '../json.ts';
import type { Take } from './types.ts';

const PLAIN = new Set(['string', 'markdown', 'code', 'id', 'uri', 'url', 'canonical']);
/** In the order in which the whole is read: a Vietnamese name begins with the family name. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  HumanName: ['prefix', 'family', 'given', 'suffix'],
  Address: ['line', 'city', 'district', 'state', 'postalCode', 'country'],
};

/** How an element of a FHIR type is found by a string parameter. */
export function stringTake(param: string, type: string): Take | undefined {
  if (PLAIN.has(type)) return (value, out) => { if (typeof value === 'string') out.push({ kind: 'string', param, value }); };
  const names = PARTS[type];
  if (names === undefined) return undefined;
  return (value, out) => {
    if (!isJson(value)) return;
    const parts = names.flatMap((name) => listOf(value, name)).filter((part) => typeof part === 'string');
    const values = new Set([...parts, parts.join(' '), value['text']]);
    for (const one of values) if (typeof one === 'string' && one !== '') out.push({ kind: 'string', param, value: one });
  };
}
