export { READ_LIMITS, type ReadLimits } from './limits.ts';
export { readBytes, readDossiers } from './read.ts';
