import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { AuditRow } from '#platform/audit';
import { compileValidator, loadDefinitions } from '#platform/fhir';
import { auditEventOf } from './balp.ts';

const validate = compileValidator(loadDefinitions());
const row: AuditRow = {
  id: '12', at: new Date('2026-11-27T01:02:03.004Z'), actor: '0199', role: 'doctor', facility: '62990', action: 'person.read', target: 'person/x', outcome: 'done', purpose: 'care', basis: 'Luật 15/2023 Đ.69', request_id: 'r-1',
  strength: 2, program: 'his', address: '10.0.0.7', person: '6f9d1c1e-7a50-4b55-9a3f-0d2f3a5f8a11', patient: 'p1', found: 3,
};

test('a row of any kind is a valid AuditEvent', () => {
  const text = fc.string({ minLength: 1, maxLength: 40 }).filter((value) => /\S/u.test(value) && !/[\p{Cc}\p{Cs}]/u.test(value));
  const action = fc.constantFrom('person.read', 'person.search', 'person.find', 'dossier.create', 'dossier.revise', 'person-join.write', 'session.create', 'session.delete', 'exchange.send', 'person-national.receive', 'account.delete', 'audit.read');
  fc.assert(fc.property(action, fc.constantFrom('done', 'refused', 'failed'), text, fc.option(text), fc.boolean(), fc.option(fc.nat()), (name, outcome, purpose, basis, known, found) => {
    const event = auditEventOf({ ...row, action: name, outcome, purpose, basis, found, ...(known ? {} : { person: null, patient: null, facility: null, program: null, address: null, request_id: null }) });
    assert.deepEqual(validate(event).filter((issue) => issue.severity === 'error'), []);
  }), { numRuns: 200 });
});

test('reading, searching, writing, signing in and giving away have the profile of IHE BALP', () => {
  const profileOf = (action: string, patient: string | null = 'p1') => JSON.stringify(auditEventOf({ ...row, action, patient, person: null })['meta']);
  for (const [action, profile] of [['person.read', 'PatientRead'], ['person.search', 'PatientQuery'], ['dossier.create', 'PatientCreate'], ['dossier.revise', 'PatientUpdate'], ['record.delete', 'PatientDelete'], ['exchange.send', 'PrivacyDisclosure.Source']] as const) {
    assert.match(profileOf(action), new RegExp(`IHE.BasicAudit.${profile}"`), action);
  }
  assert.match(profileOf('session.create', null), /UserAuthentication/);
  assert.match(profileOf('catalogue.read', null), /IHE.BasicAudit.Read"/);
  assert.doesNotMatch(JSON.stringify(auditEventOf({ ...row, action: 'person.search' })), /Nguyễn/);
});
