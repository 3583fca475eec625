import { isOneEdit } from './edits.ts';
import type { Name } from './name.ts';
import type { Word } from './word.ts';

/** How two words agree, best first. */
export const WORD_LEVELS = ['same', 'accents', 'tones', 'initial', 'slip', 'dropped', 'different', 'missing'] as const;
export type WordLevel = (typeof WORD_LEVELS)[number];

/** How two names agree, part by part. `moved`: the same words in another order. */
export interface Likeness {
  family: WordLevel;
  middle: WordLevel;
  given: WordLevel;
  moved: boolean;
}

const WORST: Readonly<Record<WordLevel, number>> = { same: 0, accents: 1, missing: 1, tones: 2, initial: 3, slip: 4, dropped: 5, different: 6 };

/**
 * same: equal however typed. accents: one of them lost all signs. tones: signs differ in both (Hùng, Hưng). initial: one is shortened.
 * slip: one edit, or the same sound. Shorter than three letters nothing is a slip.
 */
export function wordLevel(a: Word, b: Word): WordLevel {
  if (a === b || a.key === b.key) return 'same';
  if (a.plain === b.plain) return a.isMarked && b.isMarked ? 'tones' : 'accents';
  if ((a.isInitial && b.plain.startsWith(a.plain)) || (b.isInitial && a.plain.startsWith(b.plain))) return 'initial';
  if (Math.max(a.plain.length, b.plain.length) < 3) return 'different';
  return isOneEdit(a.plain, b.plain) || a.sound === b.sound ? 'slip' : 'different';
}

/** Compares in the order of Vietnamese papers, then in any order. An empty name is missing. */
export function likenessOf(a: Name, b: Name): Likeness {
  if (a.words.length === 0 || b.words.length === 0) return { family: 'missing', middle: 'missing', given: 'missing', moved: false };
  if (a.words.length !== b.words.length && a.joined === b.joined) return { family: 'same', middle: 'same', given: 'same', moved: false };
  const straight = inOrder(a.words, b.words);
  if (straight.given !== 'different' && straight.family !== 'different') return straight;
  return inAnyOrder(a, b) ?? straight;
}

function inOrder(a: readonly Word[], b: readonly Word[]): Likeness {
  const givenA = a.at(-1);
  const givenB = b.at(-1);
  const given = givenA && givenB ? wordLevel(givenA, givenB) : 'missing';
  const family = a.length > 1 && b.length > 1 && a[0] && b[0] ? wordLevel(a[0], b[0]) : 'missing';
  return { given, family, middle: middleLevel(a, b), moved: false };
}

/** Words between the first and the last. */
function middleLevel(a: readonly Word[], b: readonly Word[]): WordLevel {
  const inA = Math.max(0, a.length - 2);
  const inB = Math.max(0, b.length - 2);
  if (inA === 0 && inB === 0) return 'missing';
  let worst: WordLevel = inA === inB ? 'same' : 'dropped';
  const [less, more, fewer, most] = inA <= inB ? [a, b, inA, inB] : [b, a, inB, inA];
  let at = 1;
  for (let i = 1; i <= fewer; i += 1) {
    const word = less[i];
    let level: WordLevel = 'different';
    // What was left out may stand anywhere: go on until a word agrees.
    for (const last = most - (fewer - i); at <= last && level === 'different'; at += 1) {
      const other = more[at];
      if (word && other) level = wordLevel(word, other);
    }
    if (WORST[level] > WORST[worst]) worst = level;
  }
  return worst;
}

/** The same words in another order; of the longer name one word may be left over. */
function inAnyOrder(a: Name, b: Name): Likeness | undefined {
  const [less, more] = a.words.length <= b.words.length ? [a.words, b.words] : [b.words, a.words];
  if (less.length < 2 || more.length - less.length > 1) return undefined;
  // Most pairs end here; sorting is for the few that do not.
  if (less.length === more.length ? a.sorted !== b.sorted : !less.every((word) => more.some((other) => other.plain === word.plain))) return undefined;
  const free = more.toSorted(byKey);
  let worst: WordLevel = 'same';
  for (const word of less.toSorted(byKey)) {
    const equal = free.findIndex((other) => other.key === word.key);
    const at = equal >= 0 ? equal : free.findIndex((other) => other.plain === word.plain);
    const found = free[at];
    if (found === undefined) return undefined;
    const level = wordLevel(word, found);
    if (WORST[level] > WORST[worst]) worst = level;
    free.splice(at, 1);
  }
  return { family: worst, given: worst, middle: free.length > 0 ? 'dropped' : worst, moved: true };
}

const byKey = (a: Word, b: Word): number => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
