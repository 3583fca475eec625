/** One catalogue of all that can go wrong in sight of a user. */
export * from './fault.ts';
export * from './core.ts';
