/** Electronic papers: which there are, and what must be known of a file to owe it. Pure. */
export { PAPERS, paperOf } from './kinds.ts';
export type { PaperKind } from './kinds.ts';
export { readPaper } from './read.ts';
export type { PaperFields, ReadPaper } from './read.ts';
