/** Health checks: taken in, owed, pushed. */
export { CHECKUP_HUB, connectCheckupHub } from './hub.ts';
export type { CheckupHub } from './hub.ts';
export { checkupRoom } from './room.ts';
