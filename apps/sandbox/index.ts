/** Stand-ins for the national portals. Nothing outside this folder knows that they are not the real ones. */
export { startSandbox } from './sandbox.ts';
export type { Sandbox, SandboxOptions } from './sandbox.ts';
export type { LedgerEntry } from './ledger.ts';
export { SWITCHES } from './switches.ts';
export { Ledger } from './ledger.ts';
export { LIST_SENTINELS, portalList } from './portal-list.ts';
export { FORM_SENTINELS, adjudicationForm } from './adjudication-form.ts';
