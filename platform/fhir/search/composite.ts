import type { Model } from '../definitions/model.ts';
import type { SearchParameter } from '../definitions/schema.ts';
import { chainsOf, type Chain } from './chain.ts';
import { parseExpression } from './expression.ts';
import { takeFor } from './take.ts';
import { Trie } from './trie.ts';
import type { SearchValue, Take } from './types.ts';

/** Root of a component that is read from the resource, not from the element. */
const WHOLE = '%resource';

/**
 * The take of a composite parameter at the element that its components are read from.
 * @param chain leads to that element
 * @param known all search parameters by id, for the components' types
 */
export function compositeTake(parameter: SearchParameter, chain: Chain, known: ReadonlyMap<string, SearchParameter>, model: Model): Take {
  const components = (parameter.components ?? []).map(({ id, expression }) => {
    const component = known.get(id);
    const here = new Trie();
    const whole = new Trie();
    for (const path of parseExpression(expression) ?? []) {
      for (const below of chainsOf(path, path.root === WHOLE ? chain.place.split('.')[0] ?? '' : chain.place, model)) {
        const take = component && takeFor(component.type, component.code, below.type);
        if (take) (path.root === WHOLE ? whole : here).add(below, take);
      }
    }
    return { here, whole };
  });
  return (value, out, resource) => {
    const parts: SearchValue[][] = [];
    for (const { here, whole } of components) {
      const part: SearchValue[] = [];
      here.walk(value, part, resource);
      whole.walk(resource, part, resource);
      // All components must be there: a pair of which one half is missing is not found.
      if (part.length === 0) return;
      parts.push(part);
    }
    out.push({ kind: 'composite', param: parameter.code, parts });
  };
}
