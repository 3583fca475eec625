/** Catalogues as values. Pure: runs in the server and in the browser. */
export * from './types.ts';
export * from './days.ts';
export * from './fold.ts';
export * from './memory.ts';
export * from './tsv.ts';
