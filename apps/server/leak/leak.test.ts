import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '#platform/db/testing';
import { matrix } from './run.ts';

const { db } = await testDatabase();
/** Types that a visit becomes; the long form asks for every type of R4. */
const TYPES = ['Patient', 'Encounter', 'Condition', 'Observation', 'Claim', 'Coverage', 'Procedure', 'MedicationDispense', 'DiagnosticReport', 'Composition', 'Provenance', 'ClinicalImpression', 'ServiceRequest', 'Appointment', 'CarePlan', 'Organization'];

test('what is hidden from somebody changes nothing that he can notice, on any route', async (t) => {
  const { leaks, uncovered, routes, observers, questions } = await matrix(db, TYPES);
  assert.deepEqual(uncovered, [], 'every route and role is asked');
  assert.deepEqual(leaks, []);
  t.diagnostic(`${routes} routes as ${observers} observers, ${questions} questions`);
});
