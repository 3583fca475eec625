import type { Definitions, ValueSet } from '../definitions/schema.ts';
import { isJson, listOf, textOf, type Json } from '../json.ts';
import { report, type Check, type Scope } from './issue.ts';

/** Media types, and the short names that R4 lets statements of capability write. */
const MIME = /^(xml|json|ttl|html|(application|audio|font|example|image|message|model|multipart|text|video|chemical|x-[\w-]+)\/[\w!#$&^.+*-]+(\s*;.*)?)$/i;
const UCUM = /^[\x21-\x7e]+$/;

/** The codes of a value set: whether it has a code, with or without its system. */
interface Codes {
  has(code: string, system?: string): boolean;
  readonly few: string;
}

/** Compiles required bindings. @returns check of an element of a FHIR type; undefined when nothing can be said */
export function compileBindings(definitions: Definitions): (url: string, type: string) => Check | undefined {
  const sets = new Map(definitions.valueSets.map((set) => [set.url, codesOf(set)]));
  return (url, type) => {
    const codes = sets.get(url);
    const tell = (scope: Scope, said: string): void => {
      report(scope, 'code-invalid', `Mã ${said} không thuộc tập giá trị bắt buộc ${url}; dùng một trong: ${codes?.few ?? ''}`);
    };
    const fits = (coding: Json): boolean => codes?.has(textOf(coding, 'code'), textOf(coding, 'system')) ?? true;
    if (!codes) return undefined;
    switch (type) {
      case 'code': case 'string': case 'uri': return (value, scope) => {
        if (typeof value === 'string' && !codes.has(value)) tell(scope, `"${value}"`);
      };
      case 'Coding': case 'Quantity': return (value, scope) => {
        if (isJson(value) && textOf(value, 'code') !== '' && !fits(value)) tell(scope, `"${textOf(value, 'system')}|${textOf(value, 'code')}"`);
      };
      case 'CodeableConcept': return (value, scope) => {
        if (!isJson(value)) return;
        const codings = listOf(value, 'coding').filter(isJson);
        // With only an extension (data-absent-reason) it says that nothing is known.
        if (!codings.some(fits) && (codings.length > 0 || value['text'] !== undefined)) tell(scope, codings.map((one) => `"${textOf(one, 'system')}|${textOf(one, 'code')}"`).join(', ') || '(chỉ có text)');
      };
      default: return undefined;
    }
  };
}

function codesOf(set: ValueSet): Codes | undefined {
  if (set.format === 'mime') return { has: (code) => MIME.test(code), few: 'application/pdf, text/plain, image/png …' };
  if (set.format === 'ucum') return { has: (code) => UCUM.test(code), few: 'đơn vị UCUM: mg, mL, /min …' };
  if (!set.systems) return undefined;
  const systems = new Map<string, Set<string>>();
  for (const { system, codes } of set.systems) systems.set(system, new Set([...(systems.get(system) ?? []), ...codes]));
  const all = new Set(set.systems.flatMap((one) => one.codes));
  return {
    has: (code, system) => (system === undefined ? all.has(code) : (systems.get(system)?.has(code) ?? false)),
    few: [...all].slice(0, 12).join(', ') + (all.size > 12 ? ' …' : ''),
  };
}
