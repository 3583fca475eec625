import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { loadDefinitions } from '../../definitions/load.ts';
import type { Resource } from '../../json.ts';
import { examples } from '../../testing/examples.ts';
import { BASES, INVARIANTS, spoiled } from '../../testing/mutants/index.ts';
import { compileValidator } from '../validator.ts';
import { NATIVE } from './index.ts';

const definitions = loadDefinitions();
const inCode = compileValidator(definitions);
const byLibrary = compileValidator(definitions, { native: false });

/** Constraints that the library judges otherwise, and why ours is meant. */
const DIFFERENT: Readonly<Record<string, string>> = {
  'que-7': 'the library takes `is Boolean` for its own Boolean, never for one of FHIR, and so refuses every right answer',
  'rng-2': 'the library compares no quantities outside of UCUM; equal units compare',
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

test('and of every official example', (context) => {
  const all = examples();
  if (!all) return context.skip('not available');
  for (const { name, text } of all) {
    const resource = z.looseObject({ resourceType: z.string() }).parse(JSON.parse(text));
    assert.equal(keysOf(inCode, resource), keysOf(byLibrary, resource), name);
  }
});
