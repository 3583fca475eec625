export * from './reference.ts';
export { catalogues } from './current.ts';
