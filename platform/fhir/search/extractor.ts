import { modelOf, type Model } from '../definitions/model.ts';
import type { Definitions, SearchParameter } from '../definitions/schema.ts';
import type { Resource } from '../json.ts';
import { chainsOf, type Chain } from './chain.ts';
import { compositeTake } from './composite.ts';
import { parseExpression } from './expression.ts';
import { chainsOfParameter, parametersOf } from './parameters.ts';
import { takeFor } from './take.ts';
import { truthTake } from './token.ts';
import { Trie } from './trie.ts';
import type { SearchValue, Take } from './types.ts';

/** Every value that a resource is found by, of all search parameters of its type. Nothing for an unknown type. */
export type Extract = (resource: Resource) => SearchValue[];

/**
 * Compiles the search parameters of R4 (http://hl7.org/fhir/R4/search.html); a type is compiled when its first resource comes.
 * Decimals may be numbers or raw numbers. A resource that is not valid gives fewer values, never an error.
 */
export function compileExtractor(definitions: Definitions): Extract {
  const model = modelOf(definitions);
  const known = new Map(definitions.search.map((parameter) => [parameter.id, parameter]));
  const tries = new Map<string, Trie>();
  return (resource) => {
    const type = resource.resourceType;
    let trie = tries.get(type);
    if (!trie) {
      if (model.types.get(type)?.kind !== 'resource') return [];
      tries.set(type, trie = trieOf(parametersOf(definitions, type, model), type, model, (parameter, chain) => (
        parameter.type === 'composite' ? compositeTake(parameter, chain, known, model) : takeFor(parameter.type, parameter.code, chain.type)
      )));
    }
    const out: SearchValue[] = [];
    trie.walk(resource, out, resource);
    return out;
  };
}

/** Which take an element selected by a parameter gets; undefined: it is passed over. */
export type Choose = (parameter: SearchParameter, chain: Chain) => Take | undefined;

/** The trie of a type's parameters. */
export function trieOf(parameters: readonly SearchParameter[], type: string, model: Model, choose: Choose): Trie {
  const trie = new Trie();
  for (const parameter of parameters) {
    if (addTruth(trie, parameter, type, model)) continue;
    for (const chain of chainsOfParameter(parameter, type, model) ?? []) {
      const take = choose(parameter, chain);
      if (take) trie.add(chain, take);
    }
  }
  return trie;
}

/** Whether something is there and not false has an answer also when it is not there, so it is asked of the element above. */
function addTruth(trie: Trie, parameter: SearchParameter, type: string, model: Model): boolean {
  const [path] = parseExpression(parameter.expression ?? '') ?? [];
  if (path?.steps.at(-1)?.kind !== 'truth') return false;
  const properties = chainsOf(path, type, model).flatMap((chain) => chain.edges.slice(-1)).flatMap((edge) => (edge.kind === 'property' ? [edge.name] : []));
  for (const above of chainsOf({ root: path.root, steps: path.steps.slice(0, -2) }, type, model)) trie.add(above, truthTake(parameter.code, properties));
  return true;
}
