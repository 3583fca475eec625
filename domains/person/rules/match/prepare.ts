import { fold } from '#platform/catalogue/rules';
import { familyOf, givenOf, nameOf, type Name } from '../names/index.ts';
import type { Description } from './description.ts';
import { rarity } from './frequencies.ts';
import type { Knowledge } from './knowledge.ts';

/** A description made ready for many comparisons. Unknown parts are '' or empty. */
export interface Prepared {
  readonly name: Name;
  /** yyyy, yyyyMM or yyyyMMdd; the first of January stands as the year alone, for it mostly means no more. */
  readonly born: string;
  /** '1', '2' or ''. */
  readonly sex: string;
  readonly citizenId: string;
  readonly oldId: string;
  /** Another paper than these two. */
  readonly paper: string;
  readonly insuranceNumbers: readonly string[];
  /** Last nine digits. */
  readonly phone: string;
  /** New codes that the commune became, and its own code. */
  readonly communes: readonly string[];
  /** Telling words of the address, sorted. */
  readonly address: readonly string[];
  readonly mother: Name;
  readonly father: Name;
  readonly ethnic: string;
  readonly newborn: boolean;
  /** Bits of rarity of the parts of the name. */
  readonly rarity: { readonly family: number; readonly middle: number; readonly given: number };
}

const SAME_DIGITS = /^(\d)\1+$/;
/** Words that stand in most addresses. */
const COMMON = new Set(['xa', 'phuong', 'thi', 'tran', 'huyen', 'tinh', 'tp', 'thanh', 'pho', 'quan', 'so', 'nha', 'duong', 'viet', 'nam', 'dac', 'khu', 'thon', 'to', 'ap', 'ban', 'lang']);

export function prepare(description: Description, knowledge: Knowledge): Prepared {
  const { frequencies, words } = knowledge;
  const name = nameOf(description.name, words);
  const given = givenOf(name);
  const family = familyOf(name);
  const phone = description.phone.replace(/\D/g, '').slice(-9);
  return {
    name, born: description.born.endsWith('0101') && description.born.length === 8 ? description.born.slice(0, 4) : description.born,
    sex: description.sex === '1' || description.sex === '2' ? description.sex : '',
    citizenId: description.citizenId, oldId: description.oldId, paper: description.oldId === '' && description.paper.length >= 6 ? description.paper : '',
    insuranceNumbers: description.insuranceNumbers, phone: phone.length === 9 && !SAME_DIGITS.test(phone) ? phone : '',
    communes: description.commune === '' ? [] : [...new Set([...knowledge.newCommunes(description.commune), description.commune])].sort(),
    address: addressWords(description.address), mother: nameOf(description.mother, words), father: nameOf(description.father, words),
    ethnic: description.ethnic, newborn: description.newborn,
    rarity: {
      family: family ? rarity(frequencies.family, family.plain) : 0,
      given: given ? rarity(frequencies.given, given.plain) : 0,
      middle: name.words.slice(1, -1).reduce((sum, word) => sum + rarity(frequencies.middle, word.plain), 0),
    },
  };
}

function addressWords(written: string): string[] {
  if (written === '') return [];
  return [...new Set(fold(written).split(/[^a-z0-9]+/).filter((word) => word !== '' && !COMMON.has(word)))].sort();
}
