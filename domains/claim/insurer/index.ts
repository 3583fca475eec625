/** The insurer: how dossiers and check-ins travel to its gateway, and what it checks. */
export { connectInsurer, insurerRoom } from './room.ts';
export { INSURER, passwordHashOf } from './gateway.ts';
export type { Gateway, GatewayAccount } from './gateway.ts';
export { Payloads } from './payload.ts';
export { lookUpCard } from './card/look-up.ts';
export type { Card, CardAnswer, CardQuestion } from './card/look-up.ts';
export { lookUpCopayment } from './card/copayment.ts';
export type { Copayment } from './card/copayment.ts';
export { readingOf } from './card/meaning.ts';
export { Passes } from './token.ts';
export { momentOf } from './answer.ts';
