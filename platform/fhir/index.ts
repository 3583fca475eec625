export { loadDefinitions } from './definitions/load.ts';
export { Definitions } from './definitions/schema.ts';
