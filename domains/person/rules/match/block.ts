import { familyOf, givenOf } from '../names/index.ts';
import { RARE } from './frequencies.ts';
import type { Knowledge } from './knowledge.ts';
import type { Prepared } from './prepare.ts';

/** A block with more members than this is not looked through: what brought them together tells nobody apart, and finer keys hold the pairs. */
export const BLOCK_LIMIT = 120;
/** Share of people with this given and family name from which the name with the year alone is no key. */
const COMMON_NAME = 1 / 500;
/** Signs of a key: longer than any name, and short enough for every index. */
const LONGEST_KEY = 200;

/**
 * Small keys under which the same person is met again; two who share none are never compared. Each begins with its kind:
 * c, i, o, p citizen, insurance, old and other number; t phone; b whole birth (day and month in order of size) and first sound of the given name; n all words of the name in any order and the year;
 * y given and family name and year, when not common; w given name, year, commune; m all words, commune; r given and family name, day and month;
 * z sound of given and family name and year; v given name, year, mother.
 */
export function blockingKeys(one: Prepared, knowledge: Knowledge): string[] {
  return allKeys(one, knowledge).map((key) => (key.length > LONGEST_KEY ? key.slice(0, LONGEST_KEY) : key));
}

function allKeys(one: Prepared, { frequencies }: Knowledge): string[] {
  const keys: string[] = [];
  if (one.citizenId !== '') keys.push(`c${one.citizenId}`);
  for (const number of one.insuranceNumbers) keys.push(`i${number}`);
  if (one.oldId !== '') keys.push(`o${one.oldId}`);
  if (one.paper !== '') keys.push(`p${one.paper}`);
  if (one.phone !== '') keys.push(`t${one.phone}`);
  const given = givenOf(one.name);
  if (given === undefined) return keys;
  const { sorted } = one.name;
  const family = familyOf(one.name);
  const year = one.born.slice(0, 4);
  const both = `${given.plain} ${family?.plain ?? ''}`;
  const wordsByName = one.name.words.length > 1;
  if (one.born.length === 8) {
    const [small, large] = [one.born.slice(4, 6), one.born.slice(6)].sort();
    const birth = `${year}${small}${large}`;
    for (const first of new Set(one.name.words.map((word) => word.sound.charAt(0)))) keys.push(`b${birth}${first}`);
    keys.push(`r${small}${large} ${both}`);
  }
  if (year !== '') {
    if (wordsByName) keys.push(`n${year} ${sorted}`);
    const share = (frequencies.given[given.plain] ?? RARE) * (family ? frequencies.family[family.plain] ?? RARE : 1);
    if (share < COMMON_NAME) keys.push(`y${year} ${both}`);
    for (const commune of one.communes) keys.push(`w${year} ${given.plain} ${commune}`);
    keys.push(`z${year} ${given.sound} ${family?.sound ?? ''} ${one.sex}`);
    if (one.mother.words.length > 0) keys.push(`v${year} ${given.plain} ${one.mother.sorted}`);
  }
  if (wordsByName) for (const commune of one.communes) keys.push(`m${sorted} ${commune}`);
  return keys;
}
