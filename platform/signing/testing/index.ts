/** Keys for tests, and programs of others that judge what we sign. */
export * from './authority.ts';
export * from './programs.ts';
export * from './sample.ts';
