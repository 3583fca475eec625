/** Dossier → FHIR R4 and back. Pure: hashing and exact decimals are handed in. */
export { NotOneDossierError } from './bundle.ts';
export { differences, type Difference } from './compare.ts';
export { carriersOf, counted, type CarrierLine } from './field-map.ts';
export { dossierOf } from './dossier.ts';
export { describedPerson, patientNumberOf, visitKeyOf } from './key.ts';
export { recordOf } from './record.ts';
export { sensitiveClasses, sensitiveOf, type Sensitive } from './sensitive.ts';
export type { RecordEntry, RecordInput, RecordResource, RecordTools } from './types.ts';
export { classesInTexts } from './texts.ts';
export { withdrawn } from './withdrawn.ts';
