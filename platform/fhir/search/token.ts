import { isJson, listOf, textOf, type Json } from '../json.ts';
import { numeral } from '../raw-number.ts';
import type { SearchValue, Take } from './types.ts';

const PLAIN = new Set(['code', 'id', 'string', 'uri', 'url', 'canonical', 'oid', 'uuid', 'markdown']);
const COUNTED = new Set(['integer', 'positiveInt', 'unsignedInt', 'decimal']);

/** How an element of a FHIR type is found by a token parameter. */
export function tokenTake(param: string, type: string): Take | undefined {
  const said = `${param}:text`;
  if (PLAIN.has(type)) return (value, out) => { if (typeof value === 'string') push(param, '', value, out); };
  if (COUNTED.has(type)) return (value, out) => { push(param, '', numeral(value) ?? '', out); };
  switch (type) {
    case 'boolean': return (value, out) => { if (typeof value === 'boolean') push(param, '', String(value), out); };
    case 'Coding': return (value, out) => { if (isJson(value)) takeCoding(param, said, value, out); };
    case 'CodeableConcept': return (value, out) => {
      if (!isJson(value)) return;
      for (const coding of listOf(value, 'coding')) if (isJson(coding)) takeCoding(param, said, coding, out);
      takeText(said, value['text'], out);
    };
    case 'Identifier': return (value, out) => {
      if (!isJson(value)) return;
      push(param, textOf(value, 'system'), textOf(value, 'value'), out);
      const kind = value['type'];
      if (isJson(kind)) takeText(said, kind['text'], out);
    };
    case 'ContactPoint': return (value, out) => { if (isJson(value)) push(param, '', textOf(value, 'value'), out); };
    default: return undefined;
  }
}

/** Whether an element is there and not false; `paths` are the properties it may stand under. */
export function truthTake(param: string, properties: readonly string[]): Take {
  return (value, out) => {
    if (!isJson(value)) return;
    const found = properties.map((name) => value[name]).find((one) => one !== undefined);
    push(param, '', String(found !== undefined && found !== false), out);
  };
}

function takeCoding(param: string, said: string, coding: Json, out: SearchValue[]): void {
  push(param, textOf(coding, 'system'), textOf(coding, 'code'), out);
  takeText(said, coding['display'], out);
}

function takeText(param: string, text: unknown, out: SearchValue[]): void {
  if (typeof text === 'string' && text !== '') out.push({ kind: 'string', param, value: text });
}

function push(param: string, system: string, code: string, out: SearchValue[]): void {
  if (code !== '') out.push({ kind: 'token', param, system, code });
}
