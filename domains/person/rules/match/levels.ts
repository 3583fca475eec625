import { isDigitSlip, likenessOf, type Name, type WordLevel } from '../names/index.ts';
import { birthLevel } from './birth.ts';
import { citizenFits } from './citizen.ts';
import type { Levels } from './fields.ts';
import type { Knowledge } from './knowledge.ts';
import type { Prepared } from './prepare.ts';

/** How well two agree in each field. Symmetric. */
export function levelsOf(a: Prepared, b: Prepared, knowledge: Knowledge): Levels {
  const name = likenessOf(a.name, b.name);
  const { family, given } = knowledge.frequencies;
  const lastA = a.name.words.at(-1)?.plain ?? '';
  const lastB = b.name.words.at(-1)?.plain ?? '';
  const levels: Levels = {
    family: partLevel(name.family, () => usual(family, a.name.words[0]?.plain) && usual(family, b.name.words[0]?.plain)),
    middle: name.middle,
    given: partLevel(name.given, () => usual(given, lastA) && usual(given, lastB)),
    order: name.moved ? 'moved' : 'straight',
    birth: birthLevel(a.born, b.born),
    sex: a.sex === '' || b.sex === '' ? 'unknown' : a.sex === b.sex ? 'same' : 'different',
    citizenId: citizenLevel(a, b),
    oldId: numberLevel(a.oldId, b.oldId),
    insurance: insuranceLevel(a.insuranceNumbers, b.insuranceNumbers),
    phone: a.phone === '' || b.phone === '' ? 'unknown' : a.phone === b.phone ? 'same' : 'different',
    commune: a.communes.length === 0 || b.communes.length === 0 ? 'unknown' : a.communes.some((one) => b.communes.includes(one)) ? 'same' : 'different',
    address: addressLevel(a.address, b.address),
    mother: parentLevel(a.mother, b.mother),
    father: parentLevel(a.father, b.father),
    ethnic: a.ethnic === '' || b.ethnic === '' ? 'unknown' : a.ethnic === b.ethnic ? 'same' : 'different',
    kin: 'none',
  };
  levels.kin = kinLevel(levels);
  return levels;
}

/** See `FIELDS`. */
function kinLevel({ phone, address, mother, father, given, birth }: Levels): Levels['kin'] {
  if (phone !== 'same' && address !== 'same' && mother !== 'same' && father !== 'same') return 'none';
  if (birth === 'far' || birth === 'near' || birth === 'digit') return 'birth';
  if (given === 'different' || given === 'near' || given === 'slip') return 'name';
  return given === 'tones' ? 'spelling' : 'none';
}

const usual = (shares: Readonly<Record<string, number>>, word: string | undefined): boolean => word !== undefined && shares[word] !== undefined;

/** A slip that makes another usual name of a name is more likely another name. */
function partLevel(level: WordLevel, bothUsual: () => boolean): Levels['given'] {
  if (level === 'dropped') return 'missing';
  return level === 'slip' && bothUsual() ? 'near' : level;
}

function citizenLevel(a: Prepared, b: Prepared): Levels['citizenId'] {
  if (a.citizenId !== '' && b.citizenId !== '') return numberLevel(a.citizenId, b.citizenId);
  if (a.citizenId === b.citizenId) return 'unknown';
  const [id, other] = a.citizenId !== '' ? [a.citizenId, b] : [b.citizenId, a];
  if (other.born === '') return 'unknown';
  return citizenFits(id, other.born, other.sex) ? 'supports' : 'against';
}

function numberLevel(a: string, b: string): Levels['oldId'] {
  if (a === '' || b === '') return 'unknown';
  return a === b ? 'same' : isDigitSlip(a, b) ? 'slip' : 'different';
}

function insuranceLevel(a: readonly string[], b: readonly string[]): Levels['insurance'] {
  if (a.length === 0 || b.length === 0) return 'unknown';
  if (a.some((one) => b.includes(one))) return 'same';
  return a.some((one) => b.some((other) => isDigitSlip(one, other))) ? 'slip' : 'different';
}

function addressLevel(a: readonly string[], b: readonly string[]): Levels['address'] {
  if (a.length === 0 || b.length === 0) return 'unknown';
  let both = 0;
  for (const word of a) if (b.includes(word)) both += 1;
  const share = both / (a.length + b.length - both);
  return share >= 0.8 ? 'same' : share >= 0.4 ? 'similar' : 'different';
}

function parentLevel(a: Name, b: Name): Levels['mother'] {
  if (a.words.length === 0 || b.words.length === 0) return 'unknown';
  if (a.joined === b.joined) return 'same';
  const { given, family } = likenessOf(a, b);
  return given === 'different' || family === 'different' ? 'different' : 'close';
}
