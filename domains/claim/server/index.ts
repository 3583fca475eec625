/** Dossiers on the desk and into the record: intake, filing, sheet. */
export { loadFiles, type LoadedFile, type LoadProgress } from './intake/load.ts';
export { claimRoom } from './room.ts';
