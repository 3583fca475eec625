export * from './arbitrary.ts';
export * from './oracle.ts';
