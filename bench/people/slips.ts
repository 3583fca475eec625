import type { Random } from '#domains/synthetic/rules';

/** Ways in which a desk writes a name otherwise. */
export const NAME_SLIPS = ['upper', 'accents', 'someAccents', 'tonePlace', 'composed', 'telex', 'vni', 'iy', 'initials', 'middle', 'order', 'edit', 'tone', 'hyphen', 'spaces', 'sound'] as const;
export type NameSlip = (typeof NAME_SLIPS)[number];

const bare = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D').normalize('NFC');
const TELEX_TONE: Readonly<Record<string, string>> = { '\u0301': 's', '\u0300': 'f', '\u0309': 'r', '\u0303': 'x', '\u0323': 'j' };
const VNI_TONE: Readonly<Record<string, string>> = { '\u0301': '1', '\u0300': '2', '\u0309': '3', '\u0303': '4', '\u0323': '5' };
const NEAR: Readonly<Record<string, string>> = { a: 'sq', b: 'vn', c: 'xv', d: 'sf', e: 'wr', g: 'fh', h: 'gj', i: 'uo', k: 'jl', l: 'k', m: 'n', n: 'mb', o: 'ip', p: 'o', q: 'wa', r: 'et', s: 'ad', t: 'ry', u: 'yi', v: 'cb', x: 'zc', y: 'tu' };

/** The name with one slip; undefined where this slip cannot happen to this name. */
export function slipName(name: string, slip: NameSlip, random: Random): string | undefined {
  const changed = SLIPS[slip](name, random);
  return changed === undefined || changed === name || changed.trim() === '' ? undefined : changed;
}

const SLIPS: Readonly<Record<NameSlip, (name: string, random: Random) => string | undefined>> = {
  upper: (name) => name.toUpperCase(),
  accents: bare,
  someAccents: (name, random) => oneWord(name, random, bare),
  tonePlace: (name) => name.replace(/òa(?!\p{L})/gu, 'oà').replace(/óa(?!\p{L})/gu, 'oá').replace(/ỏa(?!\p{L})/gu, 'oả').replace(/ạo/gu, 'ạo').replace(/ủy(?!\p{L})/gu, 'uỷ').replace(/úy(?!\p{L})/gu, 'uý').replace(/ùy(?!\p{L})/gu, 'uỳ').replace(/ụy(?!\p{L})/gu, 'uỵ'),
  composed: (name) => name.normalize('NFD'),
  telex: (name, random) => oneWord(name, random, (word) => telexOf(word, random)),
  vni: (name, random) => oneWord(name, random, vniOf),
  iy: (name) => name.replace(/(?<=\p{L})[yýỳỷỹỵ](?!\p{L})/gu, (sign) => 'iíìỉĩị'.charAt('yýỳỷỹỵ'.indexOf(sign))).replace(/(?<=[uU])[iíìỉĩị](?!\p{L})/gu, (sign) => 'yýỳỷỹỵ'.charAt('iíìỉĩị'.indexOf(sign))),
  initials(name, random) {
    const words = name.split(' ');
    if (words.length < 3) return undefined;
    const short = (word: string): string => (bare(word) === 'Nguyen' && random.chance(0.7) ? 'Ng.' : `${word.charAt(0)}.`);
    return random.chance(0.5) ? [short(words[0] ?? ''), ...words.slice(1)].join(' ') : words.map((word, i) => (i === words.length - 1 ? word : short(word))).join(' ');
  },
  middle(name, random) {
    const words = name.split(' ');
    if (words.length < 3) return undefined;
    return words.toSpliced(random.between(1, words.length - 2), 1).join(' ');
  },
  order(name, random) {
    const words = name.split(' ');
    if (words.length < 2) return undefined;
    return random.chance(0.7) ? [...words.slice(1), words[0]].join(' ') : [words.at(-1), ...words.slice(0, -1)].join(' ');
  },
  edit: (name, random) => oneWord(name, random, (word) => editOf(word, random)),
  tone: (name, random) => oneWord(name, random, (word) => {
    const tones = Object.keys(TELEX_TONE);
    const apart = word.normalize('NFD');
    const at = apart.search(/[\u0300\u0301\u0303\u0309\u0323]/);
    return at < 0 ? word : (apart.slice(0, at) + random.pick(tones) + apart.slice(at + 1)).normalize('NFC');
  }),
  hyphen: (name) => (name.includes("H'") ? name.replace("H'", 'H') : name.includes(' ') ? name.replace(' ', '-') : undefined),
  spaces: (name) => ` ${name.replaceAll(' ', '  ')} `,
  sound: (name, random) => oneWord(name, random, (word) => {
    const ways: readonly (readonly [RegExp, string])[] = [[/^Tr/, 'Ch'], [/^Ch/, 'Tr'], [/^X/, 'S'], [/^S(?!\p{Lu})/u, 'X'], [/^Gi/, 'D'], [/ng$/, 'n'], [/n$/, 'ng'], [/c$/, 't'], [/t$/, 'c'], [/^L/, 'N'], [/^D/, 'Gi']];
    const fitting = ways.filter(([from]) => from.test(word));
    return fitting.length === 0 ? word : word.replace(...random.pick(fitting));
  }),
};

function oneWord(name: string, random: Random, change: (word: string) => string): string | undefined {
  const words = name.split(' ');
  const places = words.map((_, i) => i).filter((i) => change(words[i] ?? '') !== words[i]);
  if (places.length === 0) return undefined;
  const at = random.pick(places);
  return words.map((word, i) => (i === at ? change(word) : word)).join(' ');
}

/** Keys as typed with the method off: all signs, or only the tone, at the end of the word. */
function telexOf(word: string, random: Random): string {
  const toneOnly = random.chance(0.4);
  let [text, tone] = ['', ''];
  for (const sign of word.normalize('NFD')) {
    if (TELEX_TONE[sign] !== undefined) tone = TELEX_TONE[sign];
    else if (toneOnly) text += sign;
    else if (sign === '\u0302') text += text.at(-1)?.toLowerCase() ?? '';
    else if (sign === '\u0306' || sign === '\u031b') text += 'w';
    else text += sign === 'đ' ? 'dd' : sign === 'Đ' ? 'Dd' : sign;
  }
  return text.normalize('NFC') + tone;
}

function vniOf(word: string): string {
  let [text, tone] = ['', ''];
  for (const sign of word.normalize('NFD')) {
    if (VNI_TONE[sign] !== undefined) tone = VNI_TONE[sign];
    else if (sign === '\u0302') text += '6';
    else if (sign === '\u031b') text += '7';
    else if (sign === '\u0306') text += '8';
    else text += sign === 'đ' ? 'd9' : sign === 'Đ' ? 'D9' : sign;
  }
  return text + tone;
}

/** One letter left out, doubled, exchanged with its neighbour or hit beside. */
function editOf(word: string, random: Random): string {
  if (word.length < 3) return word;
  const at = random.between(1, word.length - 1);
  const kind = random.between(0, 3);
  if (kind === 0) return word.slice(0, at) + word.slice(at + 1);
  if (kind === 1) return word.slice(0, at) + word.charAt(at) + word.slice(at);
  if (kind === 2 && at + 1 < word.length) return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
  const near = NEAR[bare(word.charAt(at)).toLowerCase()] ?? 'e';
  return word.slice(0, at) + near.charAt(random.between(0, near.length - 1)) + word.slice(at + 1);
}

/** One digit changed or two neighbours exchanged. */
export function slipDigits(digits: string, random: Random, from = 0): string {
  if (digits.length < from + 2) return digits;
  const at = random.between(from, digits.length - 2);
  if (random.chance(0.3) && digits.charAt(at) !== digits.charAt(at + 1)) return digits.slice(0, at) + digits.charAt(at + 1) + digits.charAt(at) + digits.slice(at + 2);
  return digits.slice(0, at) + String((Number(digits.charAt(at)) + random.between(1, 9)) % 10) + digits.slice(at + 1);
}

export { bare };
