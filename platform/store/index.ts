/** The record: FHIR R4 resources in PostgreSQL, with every version kept. */
export * from './exact-json.ts';
export * from './resource.ts';
export * from './write.ts';
export * from './read.ts';
