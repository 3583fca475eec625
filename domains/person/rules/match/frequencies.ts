import { familyOf, givenOf, nameOf, rememberWords } from '../names/index.ts';

/** Share of people with a plain word as family, middle or given name. What is not listed is rare. */
export interface Frequencies {
  readonly family: Readonly<Record<string, number>>;
  readonly middle: Readonly<Record<string, number>>;
  readonly given: Readonly<Record<string, number>>;
}

/** Share of a word that is not listed. */
export const RARE = 1 / 20_000;
/** Shares stand with two digits: they are estimates. */
const round = (share: number): number => Number(share.toPrecision(2));

/** Counts names. @param least a word of fewer people is left out: it may be a slip */
export function frequenciesOf(names: Iterable<string>, least = 5): Frequencies {
  const counts = { family: new Map<string, number>(), middle: new Map<string, number>(), given: new Map<string, number>() };
  const words = rememberWords();
  let people = 0;
  const count = (part: Map<string, number>, word: string): void => { part.set(word, (part.get(word) ?? 0) + 1); };
  for (const written of names) {
    const name = nameOf(written, words);
    const given = givenOf(name);
    if (given === undefined) continue;
    people += 1;
    count(counts.given, given.plain);
    const family = familyOf(name);
    if (family !== undefined) count(counts.family, family.plain);
    for (const middle of name.words.slice(1, -1)) count(counts.middle, middle.plain);
  }
  const shares = (part: Map<string, number>): Record<string, number> =>
    Object.fromEntries([...part].filter(([, n]) => n >= least).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([word, n]) => [word, round(n / people)]));
  return { family: shares(counts.family), middle: shares(counts.middle), given: shares(counts.given) };
}

/** Bits of surprise that two who have nothing to do with each other share the word: log2(1/share). */
export function rarity(shares: Readonly<Record<string, number>>, word: string): number {
  return -Math.log2(shares[word] ?? RARE);
}
