/** Who did what to what: append-only rows, written in the transaction of the access they describe. */
export * from './record.ts';
