import { isDay } from '#platform/catalogue/rules';

/**
 * Birth as far as it is known: yyyy, yyyyMM or yyyyMMdd; '' when nothing is readable.
 * @param written as the dossier has it: yyyyMMdd or yyyyMMddHHmm, month and day 00 when unknown
 */
export function bornOf(written: string): string {
  const text = written.trim();
  if (!/^(18|19|20)\d{2}/.test(text)) return '';
  const month = text.slice(4, 6);
  const day = text.slice(6, 8);
  if (!/^(0[1-9]|1[0-2])$/.test(month)) return text.slice(0, 4);
  return isDay(text.slice(0, 8)) && day !== '00' ? text.slice(0, 8) : text.slice(0, 6);
}

/** Two births that cannot be of one person. What is unknown in one of them contradicts nothing: 1965 and 19650312 go together. */
export function bornContradicts(a: string, b: string): boolean {
  return !a.startsWith(b) && !b.startsWith(a);
}
