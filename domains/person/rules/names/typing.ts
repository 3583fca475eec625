import { lettersOf, type Letters } from './letters.ts';
import { isSyllable } from './syllable.ts';

/** Which keyboard method left its keys in the text. */
export type Typed = '' | 'telex' | 'vni';

const HATS: Readonly<Record<string, string>> = { a: 'â', e: 'ê', o: 'ô' };
const HORNS: Readonly<Record<string, string>> = { a: 'ă', o: 'ơ', u: 'ư' };
const TELEX_TONES: Readonly<Record<string, number>> = { s: 1, f: 2, r: 3, x: 4, j: 5, z: 0 };

/**
 * Reads keys that a Telex or VNI keyboard left in a word: `nguyeenx`, `nguyênx`, `nguye6n4`, `vawn`, `ddo64` → nguyễn, văn, đỗ.
 * A word that can be a syllable as it stands is left alone, and so is one that no reading makes a syllable (`Ksor`).
 */
export function readKeys(letters: Letters): { readonly letters: Letters; readonly typed: Typed } {
  const { marked } = letters;
  if (/\p{L}\d/u.test(marked)) {
    const read = vni(letters);
    return read !== undefined && isSyllable(read.marked) ? { letters: read, typed: 'vni' } : { letters, typed: '' };
  }
  if (marked.length < 2 || isSyllable(marked) || !/[sfrxjzw]|aa|ee|oo|dd|[aeo].*[aeo]|^d.*d/.test(marked)) return { letters, typed: '' };
  const read = telex(letters);
  return read === undefined ? { letters, typed: '' } : { letters: read, typed: 'telex' };
}

function vni({ marked, tone }: Letters): Letters | undefined {
  let word = '';
  let heard = tone;
  for (const sign of marked) {
    if (!/\d/.test(sign)) word += sign;
    else if (sign >= '1' && sign <= '5') heard = Number(sign);
    else if (sign === '6') word = changeLast(word, HATS);
    else if (sign === '7') word = horn(word, /[ou]/);
    else if (sign === '8') word = changeLast(word, { a: 'ă' });
    else if (sign === '9') word = word.replace(/^d/, 'đ');
    else return undefined;
  }
  return made(word, heard);
}

function telex({ marked, tone }: Letters): Letters | undefined {
  // With the tone key first taken out, then without: `nguyeenx`, `vawn`.
  for (const [word, heard] of [...toneKeys(marked), [marked, tone] as const]) {
    const read = signs(word);
    if (isSyllable(read) && (read !== marked || heard !== tone)) return made(read, heard);
  }
  return undefined;
}

/** Ways to take one tone key out, the last place first. */
function toneKeys(word: string): (readonly [string, number])[] {
  const first = word.search(/[aeiouyăâêôơư]/);
  const ways: (readonly [string, number])[] = [];
  for (let i = word.length - 1; i > first && first >= 0; i -= 1) {
    const tone = TELEX_TONES[word.charAt(i)];
    if (tone !== undefined) ways.push([word.slice(0, i) + word.slice(i + 1), tone]);
  }
  return ways;
}

function signs(word: string): string {
  let read = word;
  if (/^d.*d/.test(read)) read = `đ${read.slice(1).replace('d', '')}`;
  const w = read.indexOf('w', 1);
  if (w > 0) read = horn(read.slice(0, w) + read.slice(w + 1), /[aou]/);
  // The second of two equal vowels is the sign of the first, even when other letters stand between: `nguyeen`, `nguyene`.
  return isSyllable(read) ? read : read.replace(/([aeo])(.*?)\1/, (_, vowel: string, between: string) => (HATS[vowel] ?? vowel) + between);
}

function horn(word: string, on: RegExp): string {
  return word.includes('uo') ? word.replace('uo', 'ươ') : changeLast(word, HORNS, on);
}

/** Puts the sign on the last letter that can bear it. */
function changeLast(word: string, signs: Readonly<Record<string, string>>, on = /./): string {
  for (let i = word.length - 1; i >= 0; i -= 1) {
    const letter = word.charAt(i);
    const sign = signs[letter];
    if (sign !== undefined && on.test(letter)) return word.slice(0, i) + sign + word.slice(i + 1);
  }
  return word;
}

function made(marked: string, tone: number): Letters {
  return { marked, tone, plain: lettersOf(marked).plain };
}
