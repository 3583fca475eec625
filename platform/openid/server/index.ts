/** The OpenID provider for programs: SMART App Launch 2, Backend Services, and who calls by a token. */
export { openid } from './room.ts';
export type { Openid } from './room.ts';
export type { BearerGate } from './bearer.ts';
export type { Seams, SignedIn } from './seams.ts';
export { scopeRule } from './scope-rule.ts';
export { rotateKeys } from './keys.ts';
export { personOfAccount } from './outside/link.ts';
export { keycloak, readOutsideFile, vnconnect, vneid } from './outside/provider.ts';
export type { OutsideProvider } from './outside/provider.ts';
