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

/** @param madeHere no program of the facility has what is to be sent: where it sends by itself, this it cannot, so we do */
export const firstState = (mode: Mode, madeHere = false): MessageState => (madeHere && mode === 'copy' ? 'owed' : FIRST[mode]);

/** Whether something will still happen by itself. */
export const isOpen = (state: MessageState): boolean => state === 'owed' || state === 'sending' || state === 'held';
/** Whether the receiver has it, as far as is known. */
export const isAnswered = (state: MessageState): boolean => state === 'received' || state === 'accepted' || state === 'adjudicated';
/** Whether a person may have it sent (again) by us. What was received is never sent again; what was rejected needs a new revision. */
export const isResendable = (state: MessageState): boolean => state === 'refused' || state === 'unknown' || state === 'watched' || state === 'held';
