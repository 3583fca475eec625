/** Who did what to what: append-only rows, written in the transaction of a write, committed in groups for reads. The log over them, its screens' routes and jobs: `#platform/audit/server`. */
export * from './record.ts';
export * from './group.ts';
