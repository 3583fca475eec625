import type { Definitions, SearchParameter } from '../definitions/schema.ts';
import { modelOf, type Model } from '../definitions/model.ts';
import { chainsOf, type Chain } from './chain.ts';
import { parseExpression } from './expression.ts';
import { takeFor } from './take.ts';

/** Not a value of the resource but of the question or of the server. */
const SPECIAL: ReadonlySet<string> = new Set(['special']);

/** The search parameters of a resource type, with those of every resource (`_id`, `_lastUpdated` …). */
export function parametersOf(definitions: Definitions, type: string, model: Model = modelOf(definitions)): SearchParameter[] {
  const line = new Set(model.lineOf(type).map((one) => one.name));
  return definitions.search.filter((parameter) => parameter.base.some((base) => line.has(base)));
}

/** The chains a parameter means at a type. @returns undefined when its expression is not understood or missing */
export function chainsOfParameter(parameter: SearchParameter, type: string, model: Model): Chain[] | undefined {
  if (parameter.expression === undefined || SPECIAL.has(parameter.type)) return undefined;
  return parseExpression(parameter.expression)?.flatMap((path) => chainsOf(path, type, model));
}

export interface Uncovered {
  /** Id of the search parameter. */
  readonly id: string;
  /** FHIR type of elements that are passed over; '': nothing of the parameter is extracted. */
  readonly type: string;
}

/** What the extractor does not give values for: parameters, and types of elements that others select. */
export function uncovered(definitions: Definitions): Uncovered[] {
  const model = modelOf(definitions);
  const found = definitions.search.flatMap((parameter): Uncovered[] => {
    const types = definitions.types.filter((type) => type.kind === 'resource' && !type.abstract).map((type) => type.name)
      .filter((type) => model.lineOf(type).some((one) => parameter.base.includes(one.name)));
    const chains = types.map((type) => chainsOfParameter(parameter, type, model));
    if (chains.length === 0 || chains.some((one) => one === undefined || one.length === 0)) return [{ id: parameter.id, type: '' }];
    if (parameter.type === 'composite' || parameter.expression?.includes('exists()')) return [];
    const passed = chains.flatMap((one) => one ?? []).map((chain) => chain.type).filter((type) => !takeFor(parameter.type, parameter.code, type));
    return [...new Set(passed)].map((type) => ({ id: parameter.id, type }));
  });
  return found;
}
