/** The insurer: how dossiers and check-ins travel to its gateway, and what it checks. */
export { INSURER, connectInsurer, insurerRoom } from './room.ts';
export type { Gateway } from './gateway.ts';
export { Payloads } from './payload.ts';
export { momentOf } from './answer.ts';
