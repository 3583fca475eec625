import { useQuery } from '@tanstack/react-query';
import { useDraft } from '#platform/ui';
import type { DossierSheet } from '../api.ts';
import { spotKey } from '../dossier/grouping.ts';
import { draftQuery, type Draft } from './api.ts';
import { editsOf, editsText, valueAt, withEdit, type CellSpot, type Edit } from './edits.ts';

/** A correction that is being made. */
export interface Correction {
  readonly edits: readonly Edit[];
  /** What the rules say with the edits so far; undefined: not known, or a cell does not fit. */
  readonly draft: Draft | undefined;
  readonly checking: boolean;
  readonly error: Error | null;
  /** By spotKey: why a cell cannot hold what was typed. */
  readonly flaws: ReadonlyMap<string, string>;
  editAt(spot: CellSpot): Edit | undefined;
  set(spot: CellSpot, value: string): void;
  clear(): void;
}

/** What was typed stays while the page is left and found again, until it is saved. @param on whether the clerk is correcting */
export function useCorrection(sheet: DossierSheet, on: boolean): Correction {
  const [text, setText, clear] = useDraft(`correct ${sheet.id} ${sheet.revision}`);
  const edits = editsOf(text);
  const asked = useQuery(draftQuery(sheet.id, sheet.revision, edits, on && edits.length > 0));
  const answer = edits.length === 0 || asked.error !== null ? undefined : asked.data;
  // What is awaited names the edits of before by their places.
  const flaws = asked.isPlaceholderData ? [] : answer?.flaws ?? [];
  return {
    edits, draft: answer?.flaws.length === 0 ? answer : undefined, checking: asked.isFetching, error: edits.length === 0 ? null : asked.error,
    flaws: new Map(flaws.flatMap(({ at, message }) => { const edit = edits[at]; return edit === undefined ? [] : [[spotKey(edit), message] satisfies [string, string]]; })),
    editAt: (spot) => edits.find((one) => spotKey(one) === spotKey(spot)),
    set: (spot, value) => setText(editsText(withEdit(edits, spot, value, valueAt(sheet.tables, spot)))),
    clear,
  };
}
