/** The server's edge: routes with a policy each, errors, headers, health and metrics. */
export * from './route.ts';
export * from './server.ts';
export * from './health.ts';
export * from './metrics.ts';
export * from './errors.ts';
export * from './log.ts';
export * from './outbound.ts';
export type { TlsFiles } from './tls.ts';
export { pagePolicy, securityHeaders } from './headers.ts';
export { isBearer } from './guard.ts';
