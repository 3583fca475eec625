import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NOTHING_OPEN, recordPredicate, viewOf } from '#platform/access';
import type { Policy } from '#platform/access';

const policy = (role: Policy['role'], more: Partial<Policy> = {}): Policy => ({ actor: { id: 'a', kind: 'account' }, role, facility: null, purpose: 'work', requestId: null, ...more });

function sqlOf(one: Policy, standing = NOTHING_OPEN): [string, unknown[]] {
  const params: unknown[] = [];
  return [recordPredicate(viewOf(one, standing, '20261126'), 'search', 'r', { bind: (value) => `$${params.push(value)}` }), params];
}

test('what a caller adds to a search, as SQL', () => {
  assert.deepEqual(sqlOf(policy('system')), ['true', []]);
  assert.deepEqual(sqlOf(policy('admin')), ['false', []]);
  const DIRECTORY = ['Organization', 'Practitioner', 'PractitionerRole', 'Location', 'HealthcareService', 'Medication', 'Substance', 'Device'];
  assert.deepEqual(sqlOf(policy('doctor')), ["(case when (r.patient is null and r.person is null and r.type = any($1::text[])) and (r.labels = '{}') then 1 else 0 end) <> 0", [DIRECTORY]]);
  assert.deepEqual(sqlOf(policy('department')), ["(case when (r.labels = '{}') then 1 else 0 end) <> 0", []]);
  assert.deepEqual(sqlOf(policy('department', { rights: ['PSY'] })), ["(case when ((r.labels = '{}' or r.labels <@ $1::text[] or r.labels && $2::text[])) then 1 else 0 end) <> 0", [['PSY'], ['only:PSY']]]);
  assert.deepEqual(sqlOf(policy('insurer'))[1], [['Claim', 'ClaimResponse', 'Coverage', 'ExplanationOfBenefit'], DIRECTORY]);
  assert.match(sqlOf(policy('nurse', { facility: '62990' }))[0], /a\.person = r\.person and a\.facility = any\(\$\d::text\[\]\) and a\.kind in \('care', 'referred', 'population'\) and \$\d::date between/u, 'relations are asked for at once');
});
