import type { MessageState } from '../life.ts';

/** What the facility's own program has of a day, as far as anybody can tell. */
export interface SourceColumn {
  /** How many visits it closed that day; null: nobody said. */
  readonly count: number | null;
  /** MA_LK of these visits, where the program gave them. */
  readonly visits: readonly string[] | null;
  /** MA_LK of visits that checked in and whose dossier should have come by now. */
  readonly open: readonly string[];
  /** MA_LK that its running numbers leave out. */
  readonly gaps: readonly string[];
  /** Whether the numbers run well enough for a gap to mean something. */
  readonly gapsSure: boolean;
}

/** A message of ours whose event was on the day. */
export interface OurMessage {
  readonly id: string;
  readonly maLk: string;
  readonly kind: string;
  readonly revision: number;
  readonly state: MessageState;
  /** Milliseconds: when the receiver took it. */
  readonly receivedAt: number | null;
  /** A complete list did not have it. */
  readonly isAbsent: boolean;
  /** A newer revision of the same visit and kind stands somewhere, on whichever day. */
  readonly isReplaced: boolean;
  /** What the receiver says is wrong first, `XML1.MA_BENH_CHINH`. */
  readonly field: string | null;
}

/** A visit of the day as the receiver lists it. */
export interface ListedVisit {
  readonly maLk: string;
  readonly kind: string;
  readonly outcome: 'accepted' | 'rejected' | 'adjudicated';
}

/** A person's word for one difference. It holds as long as the difference is the very same (`mark`). */
export interface Explained { readonly key: string; readonly mark: string }

/** Why a visit stands where it stands. Each visit has exactly one: the one that needs a person most. */
export const CAUSES = [
  'rejected', 'refused', 'unknown-absent', 'unknown', 'received-absent', 'unsent', 'stranger', 'not-sent', 'gap', 'no-dossier', 'held', 'waiting', 'watched', 'unlisted', 'not-in-source',
  'count-missing', 'count-short', 'count-over', 'gap-unsure', 'gap-counted', 'awaiting', 'watched-unlisted', 'receipted', 'accepted', 'superseded',
] as const;
export type Cause = (typeof CAUSES)[number];

/** Causes that explain themselves. */
const QUIET: ReadonlySet<Cause> = new Set<Cause>(['gap-unsure', 'gap-counted', 'awaiting', 'watched-unlisted', 'receipted', 'accepted', 'superseded']);
export const isQuiet = (cause: Cause): boolean => QUIET.has(cause);

/** What a person does about it. */
export type Remedy = 'submit' | 'mend' | 'resend' | 'look-up' | 'release' | 'wait' | 'import-list' | 'enter-count' | 'compare' | null;
const REMEDIES: Readonly<Record<Cause, Remedy>> = {
  'rejected': 'mend', 'refused': 'mend', 'unknown-absent': 'resend', 'unknown': 'look-up', 'received-absent': 'look-up', 'unsent': 'resend', 'stranger': 'submit', 'not-sent': 'submit', 'gap': 'submit', 'no-dossier': 'submit',
  'held': 'release', 'waiting': 'wait', 'watched': 'import-list', 'unlisted': 'import-list', 'not-in-source': 'compare', 'count-missing': 'enter-count', 'count-short': 'compare', 'count-over': 'compare',
  'gap-unsure': null, 'gap-counted': null, 'awaiting': null, 'watched-unlisted': null, 'receipted': null, 'accepted': null, 'superseded': null,
};
export const remedyOf = (cause: Cause): Remedy => REMEDIES[cause];
