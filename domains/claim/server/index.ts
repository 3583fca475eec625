/** Dossiers on the desk and into the record: intake, filing, sheet. */
export { desk, type Desk } from './intake/desk.ts';
export { joinLoading, loadFiles, type LoadedFile, type LoadProgress } from './intake/load.ts';
export { outcomeOf, type DossierOutcome } from './intake/outcome.ts';
export { receive, takeIn, type Beside } from './intake/receive.ts';
export { claimRoom } from './room.ts';
