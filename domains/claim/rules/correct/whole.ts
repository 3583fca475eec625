import type { ProblemCode, ReadItem } from '../model/index.ts';

/** What of a file is no part of a dossier's content, and is written right when the dossier is written anew. */
const HARMLESS: ReadonlySet<ProblemCode> = new Set(['field-order', 'count-mismatch', 'missing-envelope']);

/**
 * Whether all that a file says of its dossier is in what was read of it, so that it can be written anew without losing anything.
 * @param items what reading gave, of one dossier @returns the words of the first thing that would be lost; undefined: nothing
 */
export function carriesOver(items: readonly ReadItem[]): string | undefined {
  for (const item of items) {
    const problems = item.type === 'problem' ? [item.problem] : item.type === 'dossier' ? item.dossier.problems : [];
    const lost = problems.find((one) => !HARMLESS.has(one.code));
    if (lost !== undefined) return lost.message;
  }
  return undefined;
}
