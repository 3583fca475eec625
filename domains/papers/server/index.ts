/** Electronic papers: looked at, kept, owed to the insurer. */
export { keepPaper } from './keep.ts';
export type { KeptPaper } from './keep.ts';
export { lookAtPaper } from './look.ts';
export type { LookedAt } from './look.ts';
export { paperOutcome } from './outcome.ts';
export type { PaperOutcome } from './outcome.ts';
export { papersRoom } from './room.ts';
