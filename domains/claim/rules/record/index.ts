/** Dossier → FHIR R4. Pure: hashing and exact decimals are handed in. */
export { describedPerson, patientNumberOf, visitKeyOf } from './key.ts';
export { recordOf } from './record.ts';
export { sensitiveClasses, sensitiveOf, type Sensitive } from './sensitive.ts';
export type { RecordEntry, RecordInput, RecordResource, RecordTools } from './types.ts';
export { withdrawn } from './withdrawn.ts';
