/** Dossiers that come from other installations over NATS JetStream: a centre reads what its provinces publish. */
export { inletsRoom } from './room.ts';
export { readInlets } from './config.ts';
export type { Inlet } from './config.ts';
export { inletJob } from './read.ts';
export { takeMessage } from './take.ts';
