export { BASES } from './bases.ts';
export { INVARIANTS } from './invariants.ts';
export { spoiled, type Area, type Mutant } from './mutant.ts';
export { STRUCTURE } from './structure.ts';
