/** Loops that work in the background of the server. */
export * from './runner.ts';
