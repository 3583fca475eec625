import { lettersOf, straighten } from './letters.ts';
import { wordOf, type Word } from './word.ts';

/** A name as words. Family name first, given name last, as Vietnamese papers write; who is written otherwise is met by comparing in any order. */
export interface Name {
  readonly words: readonly Word[];
  /** Plain words in order, without spaces: `HBlin`, `H'Blin` and `H Blin` are one. */
  readonly joined: string;
  /** Plain words, sorted, with spaces. */
  readonly sorted: string;
}

/** Longer than any name; the rest of a line that is no name is not compared. */
const MOST_WORDS = 8;

/** Clan names of two words (Gia Rai, Ê Đê), without signs: one family name, however it is parted. */
const CLANS: ReadonlySet<string> = new Set(['ro cham', 'ro mah', 'ro o', 'rah lan', 'ro lan', 'ro man', 'ro com', 'nie kdam', 'ayun pa', 'eban nie', 'hdok nie']);

/** Makes words once: names share a small vocabulary. The memory is bounded. */
export interface Words {
  readonly get: (written: string, dotted: boolean) => Word;
}

/** @param most how many words are remembered before it begins anew */
export function rememberWords(most = 100_000): Words {
  const known = new Map<string, Word>();
  return {
    get(written, dotted) {
      const key = dotted ? `${written}.` : written;
      const found = known.get(key);
      if (found !== undefined) return found;
      if (known.size >= most) known.clear();
      const word = wordOf(written, dotted);
      known.set(key, word);
      return word;
    },
  };
}

const ALWAYS_ANEW: Words = { get: wordOf };

/**
 * Splits a name as written. Hyphens part words, but clan names of two words are one (Rơ-Châm), and so are H' and K' with the name that follows;
 * titles in brackets and signs fall away.
 * @param written any case, any Unicode form
 */
export function nameOf(written: string, words: Words = ALWAYS_ANEW): Name {
  const parts = straighten(written)
    .replace(/\([^)]*\)/g, ' ').replace(/^\s*(?:ông|bà|anh|chị|cháu|em)\s*[:.]\s*/, '')
    .replace(/['’ʼ`´]\s*/g, '').replace(/\./g, '. ').replace(/[^\p{L}\p{M}\d.]+/gu, ' ')
    .split(' ').filter((part) => /\p{L}/u.test(part)).slice(0, MOST_WORDS);
  const list = together(parts).map((part) => (part.endsWith('.') ? words.get(part.replaceAll('.', ''), true) : words.get(part, false)));
  const plain = list.map((word) => word.plain);
  return { words: list, joined: plain.join(''), sorted: plain.toSorted().join(' ') };
}

function together(parts: readonly string[]): string[] {
  const list: string[] = [];
  for (let i = 0; i < parts.length; i += 1) {
    const [word = '', next] = [parts[i], parts[i + 1]];
    const isOne = next !== undefined && (word === 'h' || word === 'k' || (i === 0 && CLANS.has(`${lettersOf(word).plain} ${lettersOf(next).plain}`)));
    list.push(isOne ? word + next : word);
    if (isOne) i += 1;
  }
  return list;
}

export function givenOf(name: Name): Word | undefined {
  return name.words.at(-1);
}

/** The first word when there are two or more: family name, or the A and Y before a given name. */
export function familyOf(name: Name): Word | undefined {
  return name.words.length > 1 ? name.words[0] : undefined;
}
