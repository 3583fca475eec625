/** May they: policies, grants and the SQL scope that goes with a policy. Pure. */
export * from './policy.ts';
export * from './grants.ts';
export * from './scope.ts';
