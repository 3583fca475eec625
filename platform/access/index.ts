/** May they: grants of actions, and Cedar policies over what the record and the desks hold; one syntax tree gives a closure and an SQL predicate. Pure. */
export * from './policy.ts';
export * from './grants.ts';
export * from './scope.ts';
export * from './bases.ts';
export * from './classes.ts';
export * from './sources.ts';
export * from './current.ts';
export * from './policy-set.ts';
export * from './view.ts';
export { readPolicy } from './cedar/tree.ts';
export type { CompiledPolicy } from './cedar/tree.ts';
export type { Attributes, Decision, Request } from './cedar/closure.ts';
export type { Binder } from './cedar/sql.ts';
