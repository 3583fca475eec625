/** Catalogues of a province: imported from files, kept by date, changed by persons, given to rules as a value. */
export * from './reference.ts';
export { catalogues } from './current.ts';
export { CatalogueImportError, importFolder, importReference } from './import.ts';
export type { ImportReport } from './import.ts';
export { refresh } from './refresh.ts';
export { APPROVED_LAYOUTS } from './approved-kinds.ts';
export { catalogueRoom } from './room.ts';
