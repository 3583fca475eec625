/**
 * How a source's description stands against the national population database. corrected: the source described anew after it differed;
 * sent-again: that was sent; verified: it matched then, or a clerk says so.
 */
export const NATIONAL_STATES = ['unverified', 'sent', 'matched', 'differs', 'corrected', 'sent-again', 'verified'] as const;
export type NationalState = (typeof NATIONAL_STATES)[number];
export const NATIONAL_EVENTS = ['send', 'match', 'differ', 'describe', 'confirm', 'withdraw'] as const;
export type NationalEvent = (typeof NATIONAL_EVENTS)[number];

/**
 * Every move there is. describe: the source gives another description; what was answered about the old one says nothing of the new.
 * confirm: a clerk, with a reason; withdraw: takes that back, and the description is compared again.
 */
export const NATIONAL_MOVES: Readonly<Record<NationalEvent, Readonly<Partial<Record<NationalState, NationalState>>>>> = {
  send: { unverified: 'sent', corrected: 'sent-again', sent: 'sent', 'sent-again': 'sent-again' },
  match: { sent: 'matched', 'sent-again': 'verified' },
  differ: { sent: 'differs', 'sent-again': 'differs' },
  describe: { unverified: 'unverified', sent: 'unverified', matched: 'unverified', verified: 'unverified', differs: 'corrected', corrected: 'corrected', 'sent-again': 'corrected' },
  confirm: { differs: 'verified', corrected: 'verified' },
  withdraw: { verified: 'unverified' },
};

/** undefined: that cannot happen in this state. */
export function movedTo(state: NationalState, event: NationalEvent): NationalState | undefined {
  return NATIONAL_MOVES[event][state];
}

/** Waits to be sent: never was, or was described anew. Those sent and never answered are sent again only when asked for. */
export const TO_SEND: readonly NationalState[] = ['unverified', 'corrected'];
/** The clerk must look: the first is the worst. */
export const WORST_FIRST: readonly NationalState[] = ['differs', 'corrected', 'sent-again', 'sent', 'unverified', 'matched', 'verified'];
