export * from './engine.ts';
export { RULES } from './rules/index.ts';
export * from './topics/index.ts';
