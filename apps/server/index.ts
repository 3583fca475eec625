/** For tests and measurements that start the server inside their own process. */
export { startServer } from './server.ts';
export type { RunningServer, ServerOptions } from './server.ts';
export { buildWeb } from './web.ts';
export { ROOMS } from './rooms.ts';
export { COMMANDS } from './commands.ts';
