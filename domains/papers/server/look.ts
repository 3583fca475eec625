import { setImmediate } from 'node:timers/promises';
import { classesInTexts } from '#domains/claim/rules';
import { readPaper } from '#domains/papers/rules';
import type { ReadPaper } from '#domains/papers/rules';
import { catalogues } from '#platform/catalogue/server';
import type { Context } from '#platform/room';
import { dayInVietnam } from '#platform/time/rules';

/** A file of papers, as far as it is looked into; `labels`: classes of the law's special protection that it reveals. */
export interface LookedAt extends Omit<ReadPaper, 'values'> { readonly labels: readonly string[] }

/** When no row of the list `parameter` says which elements are read. */
const FIELDS = { facility: 'MACSKCB', number: 'MA_CT', issued: 'NGAYLAP' } as const;

/** Signs that are looked through for telling words before others have their turn, and how many are looked at twice where a long text is cut: longer than any marker. */
const AT_ONCE = 32 * 1024;
const OVERLAP = 256;

/** @param sha256 of the bytes @returns `problem`: Vietnamese, why it is no such file */
export async function lookAtPaper(context: Context, bytes: Uint8Array, sha256: string): Promise<LookedAt | { readonly problem: string }> {
  const lists = catalogues(context);
  const today = dayInVietnam(Date.now());
  const names = (of: keyof typeof FIELDS): string[] => (lists.parameter(`paper-${of}-fields`, today) ?? FIELDS[of]).split(';');
  const read = readPaper(new TextDecoder().decode(bytes), sha256, { facility: names('facility'), number: names('number'), issued: names('issued') });
  if ('problem' in read) return read;
  const { values, ...rest } = read;
  const labels = new Set<string>();
  // What is protected today is protected in an old paper, too, and in one whose day is a slip.
  const days = new Set([read.issued.slice(0, 8) || today, today]);
  for (const some of portions(values)) for (const day of days) {
    for (const label of classesInTexts(lists, day, some)) labels.add(label);
    await setImmediate();
  }
  return { ...rest, labels: [...labels].toSorted() };
}

/** Values in portions of about so many signs; one that is longer is cut. */
function* portions(values: ReadPaper['values']): Generator<ReadPaper['values']> {
  let some: (readonly [string, string])[] = [];
  let size = 0;
  for (const [name, value] of values) {
    for (let at = 0; at === 0 || at + OVERLAP < value.length; at += AT_ONCE) {
      const piece = value.slice(at, at + AT_ONCE + OVERLAP);
      some.push([name, piece]);
      size += piece.length;
      if (size < AT_ONCE) continue;
      yield some;
      some = [];
      size = 0;
    }
  }
  if (some.length > 0) yield some;
}
