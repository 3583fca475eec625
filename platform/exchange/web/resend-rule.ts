import { isAnswered, isResendable, type MessageState } from '#platform/exchange/rules';
import type { Message } from './api.ts';

/** Why a message cannot be sent again now; null: it can. "The same file sent several times" is the insurer's first error class. */
export function whyNotResend(state: Message['state'], allowed: boolean): 'why.owed' | 'why.sending' | 'why.received' | 'why.content' | 'why.right' | null {
  if (!allowed) return 'why.right';
  if (state === 'owed') return 'why.owed';
  if (state === 'sending') return 'why.sending';
  if (isAnswered(state)) return 'why.received';
  return isResendable(state) ? null : 'why.content';
}

/** Whether the moment has passed. @param due ISO; null: no date */
export function isLate(message: Pick<Message, 'due' | 'state'>, now: number): boolean {
  return message.due !== null && isUnanswered(message.state) && Date.parse(message.due) < now;
}

/** Whether the receiver has no word of it yet that ends the clock. */
const isUnanswered = (state: MessageState): boolean => !isAnswered(state) && state !== 'superseded';
