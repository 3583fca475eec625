import assert from 'node:assert/strict';
import { test } from 'node:test';
import fhirpath from 'fhirpath';
import r4 from 'fhirpath/fhir-context/r4';
import { z } from 'zod';
import { examples } from '../testing/examples.ts';
import { loadDefinitions } from '../definitions/load.ts';
import { modelOf } from '../definitions/model.ts';
import type { SearchParameter } from '../definitions/schema.ts';
import { compileExtractor } from './extractor.ts';
import { chainsOfParameter, parametersOf } from './parameters.ts';
import { Trie } from './trie.ts';

const definitions = loadDefinitions();
const model = modelOf(definitions);
const Example = z.looseObject({ resourceType: z.string() });

/** The elements that a parameter selects, as JSON, without repetitions and in no order: a union in FHIRPath is a set. */
const setOf = (values: readonly unknown[]): string[] => [...new Set(values.filter((one) => one !== null).map((one) => JSON.stringify(one)))].sort();

function ours(parameter: SearchParameter, type: string, resource: unknown): string[] {
  const trie = new Trie();
  const found: unknown[] = [];
  for (const chain of chainsOfParameter(parameter, type, model) ?? []) trie.add(chain, (value) => { found.push(value); });
  trie.walk(resource, [], resource);
  return setOf(found);
}

const compiled = new Map<string, (resource: object) => unknown[]>();
function theirs(parameter: SearchParameter, resource: object): string[] {
  const expression = (parameter.expression ?? '')
    // On a list `as` is an error to the library, resolve() would fetch, and hasExtension() it does not know.
    .replace(/hasExtension\(('[^']+')\)/, 'extension($1).exists()')
    .replaceAll(/\(([\w.]+) as (\w+)\)/g, '$1.ofType($2)').replaceAll(/\.as\((\w+)\)/g, '.ofType($1)')
    .replaceAll(/resolve\(\) is (\w+)/g, "(reference.matches('(^|/)$1/[A-Za-z0-9.-]{1,64}(/_history/[^/]+)?$$') or (type = '$1' and reference.matches('(^|/)[A-Z][A-Za-z]+/[A-Za-z0-9.-]+$$').not()))");
  // Part by part: the library's own union compares quantities by value, merges the smallest and refuses those with a comparator.
  return setOf(expression.split(' | ').flatMap((part) => {
    let evaluate = compiled.get(part);
    if (!evaluate) {
      const run = fhirpath.compile(part, r4, { traceFn: () => {}, async: false });
      compiled.set(part, evaluate = (from) => z.array(z.unknown()).parse(run(from)));
    }
    return evaluate(resource);
  }));
}

test('selects the same elements as the FHIRPath library, for every parameter on every official example', (context) => {
  const all = examples();
  if (!all) return context.skip('not available');
  const extract = compileExtractor(definitions);
  const differences = new Set<string>();
  let compared = 0;
  for (const { text } of all) {
    const resource = Example.parse(JSON.parse(text));
    for (const parameter of parametersOf(definitions, resource.resourceType, model)) {
      // Without an expression, or a position on the earth: on the list of what is not covered.
      if (parameter.expression === undefined || parameter.type === 'special') continue;
      compared += 1;
      const truth = parameter.expression.includes('exists()');
      const mine = truth ? extract(resource).flatMap((one) => (one.kind === 'token' && one.param === parameter.code ? [one.code] : [])) : ours(parameter, resource.resourceType, resource);
      // The library writes types into what it is given.
      if (JSON.stringify(mine) !== JSON.stringify(theirs(parameter, Example.parse(JSON.parse(text))))) differences.add(`${resource.resourceType}.${parameter.code}`);
    }
  }
  context.diagnostic(`${compared} comparisons on ${all.length} examples`);
  assert.ok(compared > 9_000);
  assert.deepEqual([...differences], []);
});
