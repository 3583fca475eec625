import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decide, SHIPPED, viewOf } from '#platform/access';
import { compilePolicies } from '#platform/access/server';
import { ACTIONS, ANY_BASIS, NO_CLASS, anyCaller, anyPolicies, anyRecord, oracleOf, shippedTexts } from '#platform/access/testing';

const ON = '20261126';

test('the shipped policies decide as Cedar does', () => {
  const texts = shippedTexts(SHIPPED);
  const oracles = new Map<string, ReturnType<typeof oracleOf>>();
  const seen = { allow: 0, deny: 0 };
  fc.assert(fc.property(anyCaller, fc.constantFrom(...ACTIONS), anyRecord, (caller, action, record) => {
    const { purpose } = caller.policy;
    const oracle = oracles.get(purpose) ?? oracleOf(SHIPPED, texts, purpose, ON);
    oracles.set(purpose, oracle);
    const ours = decide(viewOf(caller.policy, caller.standing, ON), action, record).allowed;
    seen[ours ? 'allow' : 'deny'] += 1;
    assert.equal(ours, oracle(action, caller, record));
  }), { numRuns: 3000 });
  // Both answers must come, or the comparison says nothing.
  assert.ok(seen.allow > 100 && seen.deny > 100, JSON.stringify(seen));
});

test('policies that nobody thought of decide as Cedar does', async () => {
  await fc.assert(fc.asyncProperty(anyPolicies, fc.array(fc.tuple(anyCaller, fc.constantFrom(...ACTIONS), anyRecord), { minLength: 20, maxLength: 20 }), async (text, requests) => {
    const set = await compilePolicies(text, ANY_BASIS, NO_CLASS).catch(() => undefined);
    // Strict validation refuses some: what it calls always false, for one.
    fc.pre(set !== undefined);
    const oracle = oracleOf(set, shippedTexts(set), 'work', ON);
    for (const [caller, action, record] of requests) assert.equal(decide(viewOf(caller.policy, caller.standing, ON, set), action, record).allowed, oracle(action, caller, record));
  }), { numRuns: 150 });
});
