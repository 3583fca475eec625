export * from './engine.ts';
export { problemFindings } from './problem.ts';
export { RULES } from './rules/index.ts';
export * from './topics/index.ts';
