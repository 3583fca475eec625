export * from './engine.ts';
export { problemFindings } from './problem.ts';
export { listOf, type ListedField } from './rules/fields/lists.ts';
export { RULES } from './rules/index.ts';
export * from './topics/index.ts';
