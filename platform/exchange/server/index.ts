/** What must go out, by when, with what receipt. Knows ledgers and clocks, not contents. */
export type { Message, MessageKind } from './message.ts';
export type { MessageState } from '#platform/exchange/rules';
export { EVERY_FACILITY, modesOn, setMode, startWithMode, usedDestinations } from './mode.ts';
export { settleByList } from './settle.ts';
export type { Listed } from './settle.ts';
export { oweMessage, oweMessages } from './owe.ts';
export type { Owed } from './owe.ts';
export { messagesOf } from './read.ts';
export { UnsendableError, destinationsOf, registerDestination } from './destination.ts';
export type { Ability, Destination, Outgoing, SendResult } from './destination.ts';
export { wakeLanes } from './lanes.ts';
export { lookAfter, sendNext } from './send.ts';
export { exchangeRoom } from './room.ts';
export { NotReachedError, call, parseAnswer } from './call.ts';
export type { CallAnswer } from './call.ts';
