/** Vietnamese names in every spelling: normal forms, words, graded likeness and the reason in words. */
export * from './edits.ts';
export * from './letters.ts';
export * from './likeness.ts';
export * from './name.ts';
export * from './reasons.ts';
export * from './syllable.ts';
export * from './typing.ts';
export * from './word.ts';
