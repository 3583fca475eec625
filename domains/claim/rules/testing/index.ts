/** Arbitrary dossiers, for property tests. */
export { anyDossier, anyText } from './any-dossier.ts';
