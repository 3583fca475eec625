/** The insurer: how dossiers and check-ins travel to its gateway, and what it checks. */
export { connectInsurer, insurerRoom } from './room.ts';
export { INSURER, passwordHashOf } from './gateway.ts';
export type { Gateway, GatewayAccount } from './gateway.ts';
export { Payloads } from './payload.ts';
export { momentOf } from './answer.ts';
