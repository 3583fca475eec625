import { loadDefinitions, type SearchParameter } from '#platform/fhir';

let byId: ReadonlyMap<string, SearchParameter> | undefined;

/** The kinds of a composite's parts, in order. */
export function componentTypes(param: SearchParameter): SearchParameter['type'][] {
  byId ??= new Map(loadDefinitions().search.map((one) => [one.id, one]));
  return (param.components ?? []).map((part) => byId?.get(part.id)?.type ?? 'token');
}
