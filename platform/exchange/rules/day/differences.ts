import { CAUSES, isQuiet, remedyOf, type Cause, type Explained, type ListedVisit, type OurMessage, type Remedy, type SourceColumn } from './columns.ts';
import { isListed } from './kinds.ts';

/** One visit of the day, or (`COUNT`) the day's number itself. */
export interface Line {
  /** MA_LK, or `COUNT`. */
  readonly key: string;
  readonly cause: Cause;
  /** What exactly is meant: an explanation holds for this alone. */
  readonly mark: string;
  readonly remedy: Remedy;
  readonly explained: 'state' | 'person' | null;
  /** Which columns have it; null: that column cannot tell. */
  readonly source: boolean | null;
  readonly ours: boolean;
  readonly receiver: boolean | null;
  /** The message that the cause is about. */
  readonly message: string | null;
  readonly field: string | null;
  /** By how many visits a count is off. */
  readonly off: number | null;
}

export interface Differences {
  /** What needs a person most first, then by MA_LK. */
  readonly lines: readonly Line[];
  readonly unexplained: number;
  /** Visits closed on the day in each column; null: that column says nothing. */
  readonly totals: { readonly source: number | null; readonly ours: number; readonly receiver: number | null };
}

/** Key of the line about the day's number. A MA_LK has no such sign. */
export const COUNT = '#count';

export interface Clock {
  /** Milliseconds. */
  readonly now: number;
  /** Hours that the receiver takes until its list says what it thinks. */
  readonly answerHours: number;
  /** Whether the receiver has a list to be read. One that can be asked, or that takes twice for one, is believed by its receipt. */
  readonly hasList: boolean;
}

interface Found { readonly cause: Cause; readonly message: OurMessage | null }

const rank = new Map<Cause, number>(CAUSES.map((cause, index) => [cause, index]));
const rankOf = (cause: Cause): number => rank.get(cause) ?? 0;
const worst = (found: readonly Found[]): Found | undefined => found.toSorted((a, b) => rankOf(a.cause) - rankOf(b.cause))[0];

/** A visit is closed with its dossier. */
const closes = (one: { readonly kind: string }): boolean => isListed(one.kind);

/**
 * Lays the three columns of a day of a facility and a receiver beside each other. Every visit that is in any of them gets exactly one line.
 * @param source null: the caller may not see what the facility's program says; then only what we have is judged
 * @param receiver null: no list has been read
 */
export function differencesOf(source: SourceColumn | null, ours: readonly OurMessage[], receiver: readonly ListedVisit[] | null, clock: Clock, explained: readonly Explained[] = []): Differences {
  const own = Map.groupBy(ours, (one) => one.maLk);
  const listed = new Set(receiver?.map((one) => one.maLk));
  const closedThere = new Set(receiver?.filter(closes).map((one) => one.maLk));
  const closing = new Set(ours.filter(closes).map((one) => one.maLk));
  const isNamed = source !== null && source.visits !== null;
  const named = new Set(source?.visits);
  const open = new Set(source?.open);
  const closed = new Set(ours.filter((one) => closes(one) && !one.isReplaced && one.state !== 'superseded').map((one) => one.maLk));
  const known = new Set([...closed, ...named, ...[...closedThere].filter((maLk) => !closing.has(maLk))]);
  const gaps = [...new Set(source?.gaps)].filter((maLk) => !own.has(maLk) && !listed.has(maLk) && !named.has(maLk) && !open.has(maLk));
  const claimed = source === null ? null : source.count ?? source.visits?.length ?? null;
  const short = claimed === null ? null : claimed - known.size;
  const said = new Set(explained.map((one) => `${one.key}\n${one.mark}`));

  const line = (key: string, { cause, message }: Found, off: number | null = null): Line => {
    const mark = [cause, ...(message === null ? [] : [message.kind, message.revision]), ...(off === null ? [] : [off])].join(':');
    return {
      key, cause, mark, remedy: remedyOf(cause), explained: isQuiet(cause) ? 'state' : said.has(`${key}\n${mark}`) ? 'person' : null,
      source: named.has(key) || open.has(key) ? true : isNamed ? false : null, ours: own.has(key), receiver: receiver === null ? null : listed.has(key),
      message: message?.id ?? null, field: message?.field ?? null, off,
    };
  };
  const judge = (maLk: string): Found => {
    const messages = own.get(maLk);
    if (messages === undefined) return { cause: listed.has(maLk) ? 'stranger' : open.has(maLk) ? 'no-dossier' : 'not-sent', message: null };
    const found = messages.map((message): Found => ({ cause: causeOf(message, clock), message }));
    if (closedThere.has(maLk) && !closing.has(maLk)) found.push({ cause: 'stranger', message: null });
    if (open.has(maLk)) found.push({ cause: 'no-dossier', message: null });
    if (closed.has(maLk) && isNamed && !named.has(maLk)) found.push({ cause: 'not-in-source', message: null });
    return worst(found) ?? { cause: 'superseded', message: null };
  };

  const lines = [...new Set([...own.keys(), ...listed, ...named, ...open])].map((maLk) => line(maLk, judge(maLk)));
  const gapCause: Cause = source?.gapsSure !== true ? 'gap-unsure' : isNamed || short === 0 ? 'gap-counted' : 'gap';
  lines.push(...gaps.map((maLk) => ({ ...line(maLk, { cause: gapCause, message: null }), source: gapCause === 'gap' ? true : null })));
  const count = source === null ? undefined : countCause(short, gapCause === 'gap' ? gaps.length : 0);
  if (count !== undefined) lines.push(line(COUNT, { cause: count.cause, message: null }, count.off));
  return {
    lines: lines.toSorted((a, b) => rankOf(a.cause) - rankOf(b.cause) || (a.key < b.key ? -1 : 1)), unexplained: lines.filter((one) => one.explained === null).length,
    totals: { source: claimed, ours: closed.size, receiver: receiver === null ? null : closedThere.size },
  };
}

/** @param short how many visits the program has beyond those that can be named; null: it said nothing */
function countCause(short: number | null, gaps: number): { readonly cause: Cause; readonly off: number | null } | undefined {
  if (short === null) return { cause: 'count-missing', off: null };
  if (short < 0) return { cause: 'count-over', off: -short };
  // As many as the gaps can be are named by them.
  return short > gaps ? { cause: 'count-short', off: short - gaps } : undefined;
}

/** What one message's state says by itself. */
function causeOf(message: OurMessage, { now, answerHours, hasList }: Clock): Cause {
  if (message.isReplaced) return 'superseded';
  switch (message.state) {
    case 'accepted': case 'adjudicated': return 'accepted';
    case 'superseded': case 'rejected': case 'refused': case 'held': return message.state;
    case 'owed': case 'sending': return 'waiting';
    case 'unknown': return message.isAbsent ? 'unknown-absent' : 'unknown';
    // Where the facility's program sends what no list tells of, there is not even a receipt.
    case 'watched': return !isListed(message.kind) ? 'watched-unlisted' : message.isAbsent ? 'unsent' : 'watched';
    case 'received':
      if (!isListed(message.kind) || !hasList) return 'receipted';
      if (message.isAbsent) return 'received-absent';
      return message.receivedAt !== null && now - message.receivedAt < answerHours * 3_600_000 ? 'awaiting' : 'unlisted';
  }
}
