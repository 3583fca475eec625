import { isJson, textOf, type Json } from '../json.ts';
import type { SearchValue, Take } from './types.ts';

const RELATIVE = /^([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/[A-Za-z0-9\-.]{1,64})?$/;
const LITERAL = /(?:^|\/)([A-Z][A-Za-z]+)\/[A-Za-z0-9\-.]{1,64}(?:\/_history\/[A-Za-z0-9\-.]{1,64})?$/;

/** Type of what a Reference points to, as far as the reference itself says. */
export function targetTypeOf(reference: Json): string {
  return LITERAL.exec(textOf(reference, 'reference'))?.[1] ?? textOf(reference, 'type');
}

/** A reference as written: `Patient/1`, `https://…`, `urn:uuid:…`. */
export function takeLiteral(param: string, literal: string, out: SearchValue[]): void {
  if (literal === '' || literal.startsWith('#')) return;
  const found = RELATIVE.exec(literal);
  out.push({ kind: 'reference', param, type: found?.[1] ?? '', id: found?.[2] ?? '', url: found ? '' : literal });
}

/** How an element of a FHIR type is found by a reference parameter. */
export function referenceTake(param: string, type: string): Take | undefined {
  switch (type) {
    case 'Reference': return (value, out) => {
      if (!isJson(value)) return;
      takeLiteral(param, textOf(value, 'reference'), out);
      const { identifier } = value;
      if (isJson(identifier) && textOf(identifier, 'value') !== '') out.push({ kind: 'identifierRef', param, system: textOf(identifier, 'system'), value: textOf(identifier, 'value') });
    };
    case 'canonical': case 'uri': case 'url': return (value, out) => {
      if (typeof value !== 'string' || value.startsWith('#')) return;
      out.push({ kind: 'reference', param, type: '', id: '', url: value });
      // Whoever asks without a version means any.
      const bar = value.indexOf('|');
      if (bar > 0) out.push({ kind: 'reference', param, type: '', id: '', url: value.slice(0, bar) });
    };
    // The resource itself, as in the entries of a bundle.
    case 'Resource': return (value, out) => {
      if (isJson(value) && textOf(value, 'id') !== '') out.push({ kind: 'reference', param, type: textOf(value, 'resourceType'), id: textOf(value, 'id'), url: '' });
    };
    default: return undefined;
  }
}
