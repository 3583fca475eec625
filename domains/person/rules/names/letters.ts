/** One written word taken apart: vowels keep their own signs (ă â ê ô ơ ư), the tone stands beside. Tone: 0 none, 1 sắc, 2 huyền, 3 hỏi, 4 ngã, 5 nặng. */
export interface Letters {
  /** Lower case NFC, without tone: `nguyên`, `đưc`. Where the tone stood (hoà, hòa) is forgotten. */
  readonly marked: string;
  readonly tone: number;
  /** Without any sign, đ as d: `nguyen`. */
  readonly plain: string;
}

const TONES: Readonly<Record<string, number>> = { '\u0301': 1, '\u0300': 2, '\u0309': 3, '\u0303': 4, '\u0323': 5 };

/** Eth stands for đ in old fonts (Ðức); it looks the same on paper. */
export function straighten(text: string): string {
  return text.replace(/[ðÐ]/g, 'đ').normalize('NFC').toLowerCase();
}

/** @param word one word, any case and Unicode form */
export function lettersOf(word: string): Letters {
  let tone = 0;
  let kept = '';
  for (const sign of straighten(word).normalize('NFD')) {
    const found = TONES[sign];
    if (found === undefined) kept += sign;
    else tone = found;
  }
  const marked = kept.normalize('NFC');
  return { marked, tone, plain: kept.replace(/\p{M}/gu, '').replaceAll('đ', 'd') };
}
