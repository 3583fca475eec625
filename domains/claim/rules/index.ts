/** The dossier: read, check, price, write, put into the record. Pure: runs in the server and in the browser. */
export * from './model/index.ts';
export * from './standard/index.ts';
export * from './read/index.ts';
export * from './write/index.ts';
export * from './money/index.ts';
export * from './price/index.ts';
export * from './check/index.ts';
export * from './record/index.ts';
export * from './correct/index.ts';
