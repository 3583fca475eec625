/** What must be known of a health-check document to owe it. Pure. */
export { readCheckup } from './read.ts';
export type { ReadCheckup } from './read.ts';
