import { loadDefinitions, type SearchParameter } from '#platform/fhir';

let byId: ReadonlyMap<string, SearchParameter> | undefined;

/** The parameters that a composite's parts are, in order. */
export function componentsOf(param: SearchParameter): SearchParameter[] {
  byId ??= new Map(loadDefinitions().search.map((one) => [one.id, one]));
  return (param.components ?? []).flatMap((part) => byId?.get(part.id) ?? []);
}
