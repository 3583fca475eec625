import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { loadDefinitions } from '../../definitions/load.ts';
import type { Resource } from '../../json.ts';
import { examples } from '../../testing/examples.ts';
import { sequence, variantOf, vocabularyOf } from '../../testing/variants.ts';
import { BASES, INVARIANTS, spoiled } from '../../testing/mutants/index.ts';
import { compileValidator } from '../validator.ts';
import { NATIVE } from './index.ts';

const Example = z.looseObject({ resourceType: z.string() });
const definitions = loadDefinitions();
const inCode = compileValidator(definitions);
const byLibrary = compileValidator(definitions, { native: false });

/** Constraints that the library judges otherwise, and why ours is meant. */
const DIFFERENT: Readonly<Record<string, string>> = {
  'que-7': 'the library takes `is Boolean` for its own Boolean, never for one of FHIR, and so refuses every right answer',
  'rng-2': 'the library compares no quantities outside of UCUM; equal units compare',
  'que-12': 'the published expression counts to two, its sentence says more than one; ours follows the sentence',
  'ctm-1': 'resolve() would fetch; only a type that the reference says is judged',
};

const keysOf = (validate: typeof inCode, resource: Resource): string =>
  validate(resource).filter((issue) => !((issue.constraint ?? '') in DIFFERENT)).map((issue) => `${issue.constraint ?? issue.code} ${issue.expression}`).sort().join('\n');

test('every constraint in code is one of the definitions', () => {
  const defined = new Set(definitions.types.flatMap((type) => [
    ...type.constraints.map((one) => `${type.name} ${one.key}`), ...type.elements.flatMap((element) => element.constraints.map((one) => `${type.name}.${element.path} ${one.key}`)),
  ]));
  assert.deepEqual(Object.keys(NATIVE).filter((key) => !defined.has(key)), []);
});

test('constraints in code say the same as the FHIRPath library, of what is valid and of what is not', () => {
  for (const base of Object.values(BASES)) assert.equal(keysOf(inCode, base), keysOf(byLibrary, base));
  for (const mutant of INVARIANTS) assert.equal(keysOf(inCode, spoiled(mutant)), keysOf(byLibrary, spoiled(mutant)), `${mutant.key} ${mutant.at}`);
});

/** How many changed copies of each example are compared. */
const VARIANTS = 8;

test('and of every official example, as it is and with a member taken away, put in or changed', (context) => {
  const all = examples();
  if (!all) return context.skip('not available');
  const resources = all.map(({ text }) => Example.parse(JSON.parse(text)));
  const words = vocabularyOf(resources);
  const next = sequence(20_261_121);
  const keys = new Set<string>();
  for (const resource of resources) {
    for (let i = 0; i <= VARIANTS; i += 1) {
      const variant = Example.parse(i === 0 ? resource : variantOf(resource, words, next));
      const said = keysOf(inCode, variant);
      // Of what is not there or not of its type an expression can say anything.
      if (/^(required|structure|value)/m.test(said)) continue;
      for (const [key] of said.matchAll(/^[a-z]{2,3}-\w+/gm)) keys.add(key);
      if (said !== keysOf(byLibrary, variant)) assert.equal(said, keysOf(byLibrary, variant), JSON.stringify(variant).slice(0, 2000));
    }
  }
  context.diagnostic(`${keys.size} constraints broken on the way: ${[...keys].sort().join(' ')}`);
});
