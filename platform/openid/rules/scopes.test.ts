import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CONTEXTS, INTERACTIONS, UnknownScopeError, covers, parseScope, parseScopes, scopeAllows, writeScope } from './index.ts';
import type { Scope } from './index.ts';

const anyScope: fc.Arbitrary<Scope> = fc.record({
  context: fc.constantFrom(...CONTEXTS), type: fc.constantFrom('*', 'Patient', 'Observation', 'MedicationRequest'),
  interactions: fc.subarray([...INTERACTIONS], { minLength: 1 }),
  query: fc.array(fc.record({ name: fc.constantFrom('category', 'code', 'date'), value: fc.stringMatching(/^[A-Za-z0-9|:/.%-]{1,20}$/) }, { noNullPrototype: true }), { maxLength: 2 }),
}, { noNullPrototype: true });

test('what is not a scope is refused, whole', () => {
  for (const text of ['patient/Patient', 'patient/patient.r', 'patient/Patient.sr', 'patient/Patient.rr', 'patient/Patient.', 'patient/Patient.rs?', 'patient/Patient.rs?a', 'patient/Patient.rs?a=b&', 'admin/*.cruds', 'patient/*.rs\u00a0', 'PATIENT/*.rs', 'patient/../*.rs', 'patient/Patient.readx', 'everything', 'patient/Patient.r?"=1', 'patient/Patient.rs?_count=1', 'patient/Patient.rs?_include=x']) {
    assert.throws(() => parseScopes(`openid patient/Patient.r ${text}`), UnknownScopeError, text);
  }
});

test('the first version reads as the second; others are left to others', () => {
  assert.equal(parseScopes('openid fhirUser launch launch/patient offline_access').length, 0);
  assert.deepEqual(parseScopes('patient/*.read user/Observation.write system/Patient.*').map(writeScope), ['patient/*.rs', 'user/Observation.cud', 'system/Patient.cruds']);
  assert.deepEqual(parseScope('patient/Observation.rs?category=http://x/y|laboratory&status=final')?.query, [{ name: 'category', value: 'http://x/y|laboratory' }, { name: 'status', value: 'final' }]);
});

test('written and read again it is the same', () => {
  fc.assert(fc.property(anyScope, (scope) => { assert.deepEqual(parseScope(writeScope(scope)), scope); }));
});

test('random text is either refused or grants only the letters that stand in it', () => {
  fc.assert(fc.property(fc.stringMatching(/^(patient|user|system|x)\/[A-Za-z*]{0,12}\.[a-z*]{0,6}(\?[a-z=&]{0,8})?$/), (text) => {
    const scope = parseScope(text);
    if (scope === undefined) return;
    const verbs = /\.([^?]*)/.exec(text)?.[1] ?? '';
    const meant = { 'read': 'rs', 'write': 'cud', '*': 'cruds' }[verbs] ?? verbs;
    assert.equal(scope.interactions.join(''), meant);
    assert.ok(text.startsWith(`${scope.context}/${scope.type}.`));
  }), { numRuns: 2000 });
});

test('never grants more than asked: what a set covers it allows, and what it does not allow it does not cover', () => {
  fc.assert(fc.property(fc.array(anyScope, { maxLength: 4 }), anyScope, (allowed, asked) => {
    if (!covers(allowed, asked)) return;
    for (const interaction of asked.interactions) {
      assert.ok(scopeAllows(allowed.filter((one) => one.context === asked.context), interaction, asked.type === '*' ? 'AnyType' : asked.type));
    }
  }), { numRuns: 2000 });
  const lab = parseScopes('patient/Observation.rs?category=laboratory');
  const by = (allowed: Scope[], asked: Scope[]) => asked.every((one) => covers(allowed, one));
  assert.equal(by(lab, parseScopes('patient/Observation.rs')), false);
  assert.equal(by(parseScopes('patient/*.r patient/*.s'), lab), true);
  assert.equal(by(parseScopes('user/*.cruds'), lab), false);
});
