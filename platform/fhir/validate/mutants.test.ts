import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadDefinitions } from '../definitions/load.ts';
import { BASES, INVARIANTS, spoiled, STRUCTURE, type Mutant } from '../testing/mutants/index.ts';
import { compileValidator } from './validator.ts';

const validate = compileValidator(loadDefinitions());
const all = [...STRUCTURE, ...INVARIANTS];
const nameOf = (mutant: Mutant): string => `${mutant.area}: ${mutant.key ?? ''} ${mutant.base}.${mutant.at} ${JSON.stringify(mutant.value)}`;

/** Least number of mutants of each kind; the table must not shrink. */
const LEAST: Readonly<Record<Mutant['area'], number>> = {
  'unknown element': 6, cardinality: 12, type: 5, format: 12, choice: 3, binding: 10, 'reference type': 6, invariant: 28, 'JSON shape': 7,
};

test('the resources that mutants are made of are valid', () => {
  for (const [name, base] of Object.entries(BASES)) assert.deepEqual(validate(base), [], name);
});

test('a single fault is found, of an invariant by its key', (context) => {
  for (const [area, least] of Object.entries(LEAST)) assert.ok(all.filter((one) => one.area === area).length >= least, area);
  const missed = all.filter((mutant) => {
    const issues = validate(spoiled(mutant));
    return !issues.some((issue) => issue.severity === 'error' && (mutant.key === undefined || issue.constraint === mutant.key));
  });
  context.diagnostic(`${all.length - missed.length} of ${all.length} faults found`);
  assert.deepEqual(missed.map(nameOf), []);
});

test('an issue says its place, its kind and what to do', () => {
  const [issue] = validate(spoiled({ area: 'format', base: 'patient', at: 'name.0.given.1', value: 7 }));
  assert.deepEqual(issue, { severity: 'error', code: 'value', expression: 'Patient.name[0].given[1]', message: 'Giá trị 7 sai: phải là chuỗi không rỗng, không có ký tự điều khiển' });
  assert.equal(validate(spoiled({ area: 'choice', base: 'observation', at: 'valueQuantity.value', value: 'x' }))[0]?.expression, 'Observation.value.value');
});

