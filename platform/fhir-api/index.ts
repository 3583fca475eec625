/** The record over HTTP: FHIR R4's reading interactions behind the gate. */
export { fhirApiRoom } from './room.ts';
export { useScopes, type ScopeRule } from './scopes.ts';
