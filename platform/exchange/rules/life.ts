/**
 * watched: the facility's own program sends, we only look. held: waits for a clerk's word. superseded: a newer revision took its place before it was tried.
 * received: the receiver gave a receipt. accepted, rejected: its list says so. refused: it said no at once. unknown: it may have arrived, and nobody can tell.
 */
export const MESSAGE_STATES = ['watched', 'held', 'owed', 'sending', 'received', 'accepted', 'rejected', 'adjudicated', 'refused', 'unknown', 'superseded'] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

/** copy: the facility's program sends by itself. relay: we send. hold: we send when a clerk releases, or when the deadline comes near. */
export const MODES = ['copy', 'relay', 'hold'] as const;
export type Mode = (typeof MODES)[number];

const FIRST: Readonly<Record<Mode, MessageState>> = { copy: 'watched', relay: 'owed', hold: 'held' };

/** What may follow a state. A message that may have arrived comes back to `owed` by the receiver's word or a person's alone (platform/exchange README). */
const FOLLOWS: Readonly<Record<MessageState, readonly MessageState[]>> = {
  watched: ['owed', 'accepted', 'rejected', 'superseded'],
  held: ['owed', 'accepted', 'rejected', 'superseded'],
  owed: ['sending', 'held', 'watched', 'received', 'refused', 'unknown', 'accepted', 'rejected', 'superseded'],
  sending: ['owed', 'received', 'refused', 'unknown', 'accepted', 'rejected'],
  received: ['accepted', 'rejected', 'adjudicated'],
  accepted: ['rejected', 'adjudicated'],
  rejected: ['accepted', 'adjudicated', 'owed'],
  adjudicated: [],
  refused: ['owed', 'accepted', 'rejected'],
  unknown: ['owed', 'received', 'refused', 'accepted', 'rejected'],
  superseded: ['accepted', 'rejected'],
};

export const firstState = (mode: Mode): MessageState => FIRST[mode];
export const mayFollow = (from: MessageState, to: MessageState): boolean => from === to || FOLLOWS[from].includes(to);

/** Whether something will still happen by itself. */
export const isOpen = (state: MessageState): boolean => state === 'owed' || state === 'sending' || state === 'held';
/** Whether the receiver has it, as far as is known. */
export const isAnswered = (state: MessageState): boolean => state === 'received' || state === 'accepted' || state === 'adjudicated';
/** Whether a person may have it sent (again) by us. What was received is never sent again; what was rejected needs a new revision. */
export const isResendable = (state: MessageState): boolean => state === 'refused' || state === 'unknown' || state === 'watched' || state === 'held';
