/** JSON that keeps decimals as they were written. */
export * from './exact-json.ts';
