import type { SearchParameter } from './read.ts';

const BASE = 'http://hl7.org/fhir/SearchParameter/';
/** The package also holds three parameters that only show what a SearchParameter looks like. */
const ILLUSTRATIONS = new Set(['example', 'example-reference', 'example-extension']);

/** All search parameters, by id. @throws Error when a URL is not made of the id */
export function compactSearch(all: readonly SearchParameter[]): object[] {
  return all.filter((one) => !ILLUSTRATIONS.has(one.id)).sort((a, b) => (a.id < b.id ? -1 : 1)).map((one) => {
    if (one.url !== BASE + one.id) throw new Error(`${one.id} has the address ${one.url}`);
    return {
      id: one.id, code: one.code, type: one.type, base: one.base,
      ...(one.expression !== undefined && { expression: one.expression }),
      ...(one.target !== undefined && { target: one.target }),
      ...(one.component !== undefined && { components: one.component.map(({ definition, expression }) => ({ id: definition.replace(BASE, ''), expression })) }),
    };
  });
}
