/** Clocks and the life of a message, as values. Pure: runs in the server and in the browser. */
export { dueBy, readClock } from './clock.ts';
export type { Clock } from './clock.ts';
export { MESSAGE_STATES, MODES, firstState, isAnswered, isOpen, isResendable } from './life.ts';
export type { MessageState, Mode } from './life.ts';
export { consequenceOf, owedRule, ruleCode } from './owed-rule.ts';
export type { Consequence, OwedRule } from './owed-rule.ts';
export * from './day/index.ts';
export { URGENCIES, chosen, readMessageSearch } from './search.ts';
export type { MaybeSearch, MessageSearch } from './search.ts';
