import { likenessOf, type Likeness, type WordLevel } from './likeness.ts';
import type { Name } from './name.ts';

const VALUE: Readonly<Record<WordLevel, number>> = { same: 1, accents: 0.95, tones: 0.8, initial: 0.8, slip: 0.7, dropped: 0.6, missing: 0.7, different: 0 };

/** 0 … 1 for showing; decisions use the weights of the match. Given name counts half, family name three tenths, the middle the rest. */
export function nameSimilarity(a: Name, b: Name, likeness: Likeness = likenessOf(a, b)): number {
  if (a.words.length === 0 || b.words.length === 0) return 0;
  const single = a.words.length === 1 && b.words.length === 1;
  const middle = a.words.length <= 2 && b.words.length <= 2 ? 1 : VALUE[likeness.middle];
  const sum = 0.5 * VALUE[likeness.given] + 0.3 * (single ? 1 : VALUE[likeness.family]) + 0.2 * middle;
  return Math.round((likeness.moved ? sum * 0.95 : sum) * 1000) / 1000;
}

const PARTS = [['family', 'họ'], ['middle', 'chữ lót'], ['given', 'tên']] as const;
const WORDS: Readonly<Record<WordLevel, string>> = {
  same: '', accents: 'thiếu dấu', tones: 'khác dấu', initial: 'viết tắt', slip: 'gõ lệch một chữ', dropped: 'thiếu', different: 'khác', missing: '',
};

/** Why two names are written differently, in words for the screen; none when they are the same as written. */
export function nameReasons(a: Name, b: Name, likeness: Likeness = likenessOf(a, b)): string[] {
  const reasons: string[] = [];
  if (a.words.length === 0 || b.words.length === 0) return ['thiếu họ tên'];
  if (likeness.moved) reasons.push('đảo thứ tự các chữ');
  for (const [part, title] of PARTS) {
    const level = likeness[part];
    const words = WORDS[level];
    if (words === '') continue;
    if (part === 'middle' && level === 'dropped') reasons.push(`thiếu chữ lót ${quoted(leftOut(a, b))}`);
    else reasons.push(part === 'middle' && level === 'different' ? 'khác chữ lót' : `${words} ở ${title}`);
  }
  if (likeness.family === 'missing' && a.words.length !== b.words.length) reasons.push('thiếu họ');
  if (a.joined === b.joined && a.words.length !== b.words.length) reasons.push('viết liền hoặc viết rời');
  const typed = new Set([...a.words, ...b.words].map((word) => word.typed));
  if (typed.has('telex')) reasons.push('gõ Telex sót');
  if (typed.has('vni')) reasons.push('gõ VNI sót');
  if (reasons.length === 0 && a.words.some((word, i) => word.written !== b.words[i]?.written)) reasons.push('khác cách bỏ dấu hoặc i/y');
  return reasons;
}

function leftOut(a: Name, b: Name): string[] {
  const [less, more] = a.words.length <= b.words.length ? [a, b] : [b, a];
  const there = less.words.map((word) => word.plain);
  return more.words.filter((word) => !there.includes(word.plain)).map((word) => word.written);
}

const quoted = (words: readonly string[]): string => `“${words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ')}”`;
