import { lettersOf } from './letters.ts';
import { readKeys, type Typed } from './typing.ts';

/** A word of a name in its normal form. Equal `key` means equal however it was typed. */
export interface Word {
  /** As written, lower case. */
  readonly written: string;
  /** Vowel signs and tone: `nguyên4`. i and y are one where they sound the same. */
  readonly key: string;
  /** No signs at all: `nguyen`; i for y as in `key`. */
  readonly plain: string;
  /** Whether it carries any Vietnamese sign. */
  readonly isMarked: boolean;
  readonly typed: Typed;
  /** Shortened: `Ng.`, `V`, `Th`. */
  readonly isInitial: boolean;
  /** How it sounds, roughly, over the regions: ch and tr, s and x, d, gi and r, l and n, final n and ng are one. */
  readonly sound: string;
}

const VOWEL = /[aeiouy]/;

/** Lý and Lí, Mỹ and Mĩ, Quý and Quí are one name; Thúy and Thúi are not. */
function oneForI(text: string): string {
  return text.length > 1 && /^(?:[^aeiouyăâêôơư]+|qu)y$/.test(text) ? `${text.slice(0, -1)}i` : text;
}

function soundOf(plain: string): string {
  return plain
    .replace(/^tr/, 'ch').replace(/^(?:gi|r)(?=[aeiou])/, 'd').replace(/^s/, 'x').replace(/^n(?![gh])/, 'l').replace(/^(?:k|q)(?!h)/, 'c').replace(/^ngh/, 'ng').replace(/^gh/, 'g')
    .replaceAll('y', 'i').replace(/(?:ng|nh)$/, 'n').replace(/(?:c|ch)$/, 't').replace(/(.)\1/g, '$1');
}

/** @param written one word without spaces and hyphens; `dotted`: a full stop stood after it */
export function wordOf(written: string, dotted: boolean): Word {
  const raw = lettersOf(written);
  const { letters, typed } = readKeys(raw);
  const plain = oneForI(letters.plain);
  const marked = oneForI(letters.marked);
  return {
    written, key: `${marked}${letters.tone}`, plain, isMarked: letters.tone > 0 || letters.marked !== letters.plain, typed,
    isInitial: plain.length <= 3 && (dotted || !VOWEL.test(plain)), sound: soundOf(plain),
  };
}
