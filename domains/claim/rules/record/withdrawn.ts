import type { RecordResource } from './types.ts';

/** The states by which R4 says "this was a mistake". */
const MISTAKEN = new Set(['Encounter', 'Claim', 'Coverage', 'MedicationDispense', 'Procedure', 'Observation', 'DiagnosticReport', 'ClinicalImpression', 'Composition', 'ServiceRequest', 'CarePlan']);

/**
 * A resource whose row is gone in a later revision: nothing is deleted, it says of itself that it was entered in error.
 * @returns undefined for types that have no such state (Patient, Provenance)
 */
export function withdrawn(resource: RecordResource): RecordResource | undefined {
  if (resource.resourceType === 'Condition') {
    // con-5: no clinical status beside it.
    const { clinicalStatus: _gone, ...rest } = resource;
    return { ...rest, resourceType: 'Condition', id: resource.id, verificationStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', code: 'entered-in-error' }] } };
  }
  // app-3: without an hour only what is proposed or cancelled may stand; the reason says that it was an error.
  if (resource.resourceType === 'Appointment') return { ...resource, status: 'cancelled', cancelationReason: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason', code: 'oth-err' }] } };
  if (!MISTAKEN.has(resource.resourceType)) return undefined;
  return { ...resource, status: 'entered-in-error' };
}
