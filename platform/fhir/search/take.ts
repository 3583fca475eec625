import type { SearchParameter } from '../definitions/schema.ts';
import { isJson } from '../json.ts';
import { dateTake } from './date.ts';
import { numberTake, quantityTake } from './quantity.ts';
import { referenceTake } from './reference.ts';
import { stringTake } from './string.ts';
import { tokenTake } from './token.ts';
import type { Take } from './types.ts';

const URIS = new Set(['uri', 'url', 'canonical', 'oid', 'uuid', 'id', 'string']);

const TAKES: Readonly<Partial<Record<SearchParameter['type'], (param: string, type: string) => Take | undefined>>> = {
  token: tokenTake, reference: referenceTake, string: stringTake, date: dateTake, number: numberTake, quantity: quantityTake, uri: uriTake,
};

/**
 * How an element is found by a parameter.
 * @param kind type of the search parameter
 * @param param name under which values are written
 * @param type FHIR type of the element
 * @returns undefined when such an element cannot be found by such a parameter
 */
export function takeFor(kind: SearchParameter['type'], param: string, type: string): Take | undefined {
  const make = TAKES[kind];
  if (make === undefined) return undefined;
  return type === 'Extension' ? extensionTake(make, param) : make(param, type);
}

function uriTake(param: string, type: string): Take | undefined {
  if (!URIS.has(type)) return undefined;
  return (value, out) => { if (typeof value === 'string') out.push({ kind: 'uri', param, value }); };
}

/** An extension is found by its value, whose type its property says: valueCodeableConcept, valueString. */
function extensionTake(make: (param: string, type: string) => Take | undefined, param: string): Take {
  return (extension, out, resource) => {
    if (!isJson(extension)) return;
    for (const [property, value] of Object.entries(extension)) {
      if (!property.startsWith('value')) continue;
      const type = property.slice('value'.length);
      const take = make(param, type) ?? make(param, type.charAt(0).toLowerCase() + type.slice(1));
      take?.(value, out, resource);
    }
  };
}
