import type { Message } from './api.ts';

/** Why a message cannot be sent again now; null: it can. "The same file sent several times" is the insurer's first error class. */
export function whyNotResend(state: Message['state'], allowed: boolean): 'why.owed' | 'why.sending' | 'why.received' | 'why.right' | null {
  if (!allowed) return 'why.right';
  if (state === 'owed') return 'why.owed';
  if (state === 'sending') return 'why.sending';
  return state === 'received' ? 'why.received' : null;
}

/** Whether the moment has passed. @param due ISO; null: no date */
export function isLate(message: Pick<Message, 'due' | 'state'>, now: number): boolean {
  return message.due !== null && message.state !== 'received' && Date.parse(message.due) < now;
}
