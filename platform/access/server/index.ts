import type { PolicySet } from '#platform/access';

/** The gate's own desk: standing of callers, policy sets, break-glass, what its screens ask. */
export { PolicyTextError } from './problems.ts';
export * from './standing.ts';
export * from './relations.ts';
export * from './shown.ts';
export { ACCESS_FAULTS } from './faults.ts';
export { useFindByNumber, type FindByNumber } from './openings.ts';
export { refreshPolicies } from './policy-sets.ts';
export { accessRoom } from './room.ts';

/** Reads and validates policies; Cedar's engine is loaded only now. @throws PolicyTextError */
export async function compilePolicies(text: string, bases: string, classes: string): Promise<PolicySet> {
  return (await import('./engine.ts')).compilePolicies(text, bases, classes);
}
