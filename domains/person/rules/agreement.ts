import { bornContradicts } from './born.ts';
import type { Identity } from './identity.ts';

/** What two identities are compared by. */
export type Comparable = Pick<Identity, 'folded' | 'born' | 'sex' | 'citizenId' | 'insuranceNumbers'>;

const sexContradicts = (a: string, b: string): boolean => a !== b && [a, b].every((sex) => sex === '1' || sex === '2');
const nameContradicts = (a: string, b: string): boolean => a !== '' && b !== '' && a !== b;

/** Whether a strong identifier is in both: citizen number or social-insurance number. */
export function sharesStrong(a: Comparable, b: Comparable): boolean {
  return (a.citizenId !== '' && a.citizenId === b.citizenId) || a.insuranceNumbers.some((number) => b.insuranceNumbers.includes(number));
}

/**
 * Whether two descriptions under one key of one facility are of different people: two of name, birth and sex contradict each other,
 * or a strong identifier is another one. A mended typing error is neither: one of the three may differ, and a citizen number may be
 * corrected while name, full birth and sex are all the same.
 */
export function isOtherPerson(a: Comparable, b: Comparable): boolean {
  const against = [nameContradicts(a.folded, b.folded), bornContradicts(a.born, b.born), sexContradicts(a.sex, b.sex)].filter(Boolean).length;
  if (against >= 2) return true;
  if (sharesStrong(a, b)) return false;
  const otherCitizen = a.citizenId !== '' && b.citizenId !== '' && a.citizenId !== b.citizenId;
  const otherNumber = a.insuranceNumbers.length > 0 && b.insuranceNumbers.length > 0;
  if (!otherCitizen && !otherNumber) return false;
  return !(a.folded === b.folded && a.born === b.born && a.born.length === 8 && a.sex === b.sex);
}
