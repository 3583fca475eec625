/** Who has seen what: for the citizen, for the inspector, and the page that verifies a proof. */
export { AccessesPage } from './AccessesPage.tsx';
export { AlertsPage } from './AlertsPage.tsx';
export { EventPage } from './EventPage.tsx';
export { InspectorPage } from './InspectorPage.tsx';
export { ProofPage } from './ProofPage.tsx';
