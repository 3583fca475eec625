/** Dossiers on the desk and into the record: intake, filing, sheet. */
export { desk, type Desk } from './intake/desk.ts';
export { joinLoading, loadFiles, type LoadedFile, type LoadProgress } from './intake/load.ts';
export { receive } from './intake/receive.ts';
export { claimRoom } from './room.ts';
