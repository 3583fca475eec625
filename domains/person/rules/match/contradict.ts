import type { Field, Levels } from './fields.ts';
import { citizenFits } from './citizen.ts';
import type { Prepared } from './prepare.ts';

/** What speaks so much against one person that no identifier joins over it. Exact: changed only with the tests beside. */
const AGAINST: readonly (readonly [Field, readonly string[]])[] = [
  // Spelling, lost signs, Telex left in, shortened or left-out words and other order contradict nothing; another usual name does, and other signs on the given name (Hùng, Hưng).
  ['given', ['tones', 'near', 'different']],
  ['family', ['near', 'different']],
  ['middle', ['different']],
  // A year goes with every day of it, the first of January with its year. Day and month exchanged are the same day misread.
  ['birth', ['digit', 'near', 'far']],
  ['sex', ['different']],
  ['citizenId', ['slip', 'different']],
];

export function contradictingFields(levels: Levels): Field[] {
  const against = AGAINST.filter(([field, bad]) => bad.includes(levels[field])).map(([field]) => field);
  // Twins with similar names have each their own number: who has both numbers of another is that person, only spelt otherwise.
  return levels.citizenId === 'same' && levels.insurance === 'same' && levels.birth === 'day' ? against.filter((field) => field !== 'middle' && !(field === 'given' && levels.given === 'tones')) : against;
}

/** Whether a strong identifier is in both and is theirs: a citizen number whose year or sex is not that of its bearer was somebody else's. */
export function sharesStrongly(levels: Levels, a: Prepared, b: Prepared): boolean {
  if (a.newborn || b.newborn) return false;
  const citizen = levels.citizenId === 'same' && citizenFits(a.citizenId, a.born, a.sex) && citizenFits(b.citizenId, b.born, b.sex);
  return citizen || levels.insurance === 'same';
}

/** Enough of name and birth is known and agrees for an identifier to join: a given name, and a birth. */
export function isClear(levels: Levels): boolean {
  if (levels.birth === 'unknown' || levels.given === 'missing') return false;
  const isFull = levels.birth === 'day';
  if (levels.given === 'slip' || levels.given === 'initial' || levels.family === 'slip' || levels.family === 'tones' || levels.middle === 'slip' || levels.middle === 'tones') return isFull;
  // An exchanged day and month is believed for a citizen number, not for a card: cards are lent among brothers and sisters.
  return levels.birth !== 'swap' || levels.citizenId === 'same';
}
