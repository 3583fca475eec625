import { addDays } from '#platform/catalogue/rules';
import type { Entry } from '#platform/catalogue/rules';
import type { ApprovedRow, LineProblem } from './approved-file.ts';

export interface KnownRow {
  readonly id: string;
  readonly key: string;
  readonly entry: Entry;
}

export interface ApprovedPlan {
  readonly insert: readonly ApprovedRow[];
  /** Rows that get a last day. */
  readonly close: readonly { readonly id: string; readonly validTo: string }[];
  /** Rows whose last day is taken away. */
  readonly reopen: readonly string[];
  /** Rows that a correction with the same first day takes the place of. */
  readonly replace: readonly string[];
  readonly unchanged: number;
  readonly problems: readonly LineProblem[];
}

interface Draft {
  readonly id: string | null;
  readonly line: number;
  entry: Entry;
}

/**
 * What a file changes in what is known. A row is never changed in place: a new price closes the old row on the day before and opens a new one.
 * A row that is not in the file stays as it is: a part of a catalogue may be sent alone; what ends is sent with its last day.
 */
export function planApproved(known: readonly KnownRow[], file: readonly ApprovedRow[]): ApprovedPlan {
  const knownOf = Map.groupBy(known, (row) => row.key);
  const insert: ApprovedRow[] = [];
  const close: { id: string; validTo: string }[] = [];
  const reopen: string[] = [];
  const replace: string[] = [];
  const problems: LineProblem[] = [];
  let unchanged = 0;
  for (const [key, rows] of Map.groupBy(file, (row) => row.key)) {
    const before = knownOf.get(key) ?? [];
    const drafts: Draft[] = before.map(({ id, entry }) => ({ id, line: 0, entry }));
    for (const row of rows.toSorted((a, b) => (a.entry.validFrom < b.entry.validFrom ? -1 : 1))) {
      const problem = lay(drafts, row);
      if (problem === UNCHANGED) unchanged += 1;
      else if (problem) problems.push({ line: row.line, message: problem });
    }
    for (const draft of drafts) if (draft.id === null) insert.push({ line: draft.line, key, entry: draft.entry });
    for (const { id, entry } of before) {
      const after = drafts.find((draft) => draft.id === id);
      if (!after) replace.push(id);
      else if (after.entry.validTo === null && entry.validTo !== null) reopen.push(id);
      else if (after.entry.validTo !== null && after.entry.validTo !== entry.validTo) close.push({ id, validTo: after.entry.validTo });
    }
  }
  return { insert, close, reopen, replace, unchanged, problems };
}

const UNCHANGED = 'unchanged';

/** Lays one row over its key's rows. @returns UNCHANGED, what is wrong with it, or undefined when something changed */
function lay(drafts: Draft[], { line, entry }: ApprovedRow): string | undefined {
  const later = drafts.filter((draft) => draft.entry.validFrom > entry.validFrom).toSorted((a, b) => (a.entry.validFrom < b.entry.validFrom ? -1 : 1))[0];
  const at = drafts.findIndex((draft) => draft.entry.validFrom === entry.validFrom);
  const same = drafts[at];
  // An older file sent again says “open” of a row that a later one has closed since.
  const validTo = entry.validTo ?? (later && same ? same.entry.validTo : null);
  if (later && (validTo === null || validTo >= later.entry.validFrom)) {
    return `Mã ${entry.code}: đã có dòng hiệu lực từ ${later.entry.validFrom}. Ghi valid_to trước ngày đó cho dòng này.`;
  }
  if (same && sameContent(same.entry, entry)) {
    if (same.entry.validTo === validTo) return UNCHANGED;
    same.entry = { ...same.entry, validTo };
    return undefined;
  }
  if (same) drafts.splice(at, 1);
  for (const draft of drafts) {
    if (draft.entry.validFrom < entry.validFrom && (draft.entry.validTo === null || draft.entry.validTo >= entry.validFrom)) {
      draft.entry = { ...draft.entry, validTo: addDays(entry.validFrom, -1) };
    }
  }
  drafts.push({ id: null, line, entry: { ...entry, validTo } });
  return undefined;
}

function sameContent(left: Entry, right: Entry): boolean {
  const names = Object.keys(left.attributes);
  return left.display === right.display && names.length === Object.keys(right.attributes).length && names.every((name) => left.attributes[name] === right.attributes[name]);
}
