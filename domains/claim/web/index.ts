/** Screens of the dossier: receiving, findings, the sheet, the rules. */
export { intakesQuery } from './api.ts';
export type { Intake } from './api.ts';
export { IntakePage } from './intake/IntakePage.tsx';
export { Results as IntakeResults, IntakeStatus } from './intake/Status.tsx';
export { IntakesPage } from './intake/IntakesPage.tsx';
export { DossierPage } from './dossier/DossierPage.tsx';
export { RulesPage } from './laws/RulesPage.tsx';
