/** The record: FHIR R4 resources in PostgreSQL, with every version kept. */
export * from '#platform/json';
export * from './faults.ts';
export * from './resource.ts';
export { asKnownOn, byIdentifier, byPatient, fetchResource, historyOf, historyOfType, readResource, referringTo, type Stored, type Versions } from './read.ts';
export * from './changes.ts';
export * from './person.ts';
export * from './maintenance.ts';
export * from './search/search.ts';
export * from './search/query.ts';
export { paramKey } from './search/key.ts';
export { newId } from './write/id.ts';
export * from './write/bundle.ts';
export * from './write/condition.ts';
export * from './write/single.ts';
export * from './write/transaction.ts';
export * from './write/batch.ts';
export { filledIn, TWENTY } from './search/queries/twenty.ts';
export { planFaults, plansOf, type Plan } from './search/queries/plans.ts';
