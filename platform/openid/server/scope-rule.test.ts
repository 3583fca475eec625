import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Policy } from '#platform/access';
import { scopeRule } from './scope-rule.ts';

const policy = (change: Partial<Policy>): Policy => ({ actor: { id: 'a', kind: 'account' }, role: 'doctor', facility: '62990', purpose: 'work', requestId: null, ...change });
const LAB = 'patient/Observation.rs?category=laboratory';

test('without scopes, without a patient, or of another kind: nothing', () => {
  assert.equal(scopeRule(policy({}), 'r', 'Patient'), undefined);
  assert.equal(scopeRule(policy({ scopes: [] , launchPatient: 'p' }), 'r', 'Patient'), undefined);
  assert.equal(scopeRule(policy({ scopes: ['patient/*.cruds'] }), 'r', 'Patient'), undefined);
  assert.equal(scopeRule(policy({ scopes: ['system/*.cruds'], launchPatient: 'p' }), 'r', 'Patient'), undefined);
  assert.equal(scopeRule(policy({ scopes: ['user/*.cruds'], role: 'program' }), 'r', 'Patient'), undefined);
  assert.equal(scopeRule(policy({ scopes: ['everything', 'patient/Patient.x'], launchPatient: 'p' }), 'r', 'Patient'), undefined);
});

test('a type as a whole, a part of it, only the interactions named', () => {
  const launched = (...scopes: string[]) => policy({ scopes, launchPatient: 'p' });
  assert.deepEqual(scopeRule(launched('patient/*.r'), 'r', 'Patient'), []);
  assert.equal(scopeRule(launched('patient/*.r'), 's', 'Patient'), undefined);
  assert.deepEqual(scopeRule(launched(LAB), 's', 'Observation'), ['category=laboratory']);
  assert.deepEqual(scopeRule(launched(LAB, 'patient/Observation.s'), 's', 'Observation'), []);
  assert.deepEqual(scopeRule(launched(LAB, LAB, 'patient/Observation.r?code=1'), 'r', 'Observation'), ['category=laboratory', 'code=1']);
  assert.equal(scopeRule(launched(LAB), 's', '*'), undefined);
  assert.deepEqual(scopeRule(policy({ scopes: ['system/*.rs'], role: 'program' }), 's', '*'), []);
});
