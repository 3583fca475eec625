export { examples, type Example } from './examples.ts';
export { BASES, INVARIANTS, spoiled, STRUCTURE, type Area, type Mutant } from './mutants/index.ts';
export { filesOf, R4_PACKAGE, type Pinned } from './package.ts';
