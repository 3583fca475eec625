import { compileExtractor, loadDefinitions, parametersOf } from '#platform/fhir';
import type { Extract, SearchParameter, SearchValue } from '#platform/fhir';
import { paramKey } from './key.ts';

let compiled: Extract | undefined;
const parameters = new Map<string, ReadonlyMap<string, SearchParameter>>();

/** Everything that R4's search parameters find a resource by; nothing for a type that R4 does not know. */
export function extract(resource: Readonly<Record<string, unknown>> & { readonly resourceType: string }): SearchValue[] {
  compiled ??= compileExtractor(loadDefinitions());
  return compiled(resource);
}

/** The search parameters of a type by name. */
export function parametersBy(type: string): ReadonlyMap<string, SearchParameter> {
  let known = parameters.get(type);
  if (known === undefined) {
    known = new Map(parametersOf(loadDefinitions(), type).map((one) => [one.code, one]));
    parameters.set(type, known);
  }
  return known;
}

/** Says whether search rows were made with these definitions: another value asks for back-filling. */
export function fingerprint(): string {
  let hash = 0;
  for (const one of loadDefinitions().search) hash = (Math.imul(hash, 31) + paramKey(one.base.join(), `${one.code}${one.expression ?? ''}`)) | 0;
  return `r4-${(hash >>> 0).toString(16)}-1`;
}
