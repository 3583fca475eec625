/** SMART scopes: reading, writing, comparing. Pure. */
export * from './scopes.ts';
export * from './cover.ts';
