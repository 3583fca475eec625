import { isDigitSlip } from '../names/index.ts';
import type { Levels } from './fields.ts';

/** Agreement of two births as far as each is known: yyyy, yyyyMM, yyyyMMdd or ''. The first of January has been made a year before. */
export function birthLevel(a: string, b: string): Levels['birth'] {
  if (a === '' || b === '') return 'unknown';
  if (a === b) return a.length === 8 ? 'day' : a.length === 6 ? 'month' : 'year';
  if (a.startsWith(b) || b.startsWith(a)) return a.length === 4 || b.length === 4 ? 'year' : 'month';
  if (a.length < 8 || b.length < 8) {
    return a.length === 4 || b.length === 4 ? (Math.abs(Number(a.slice(0, 4)) - Number(b.slice(0, 4))) <= 1 ? 'near' : 'far') : a.slice(0, 4) === b.slice(0, 4) ? 'digit' : 'far';
  }
  if (a.slice(0, 4) === b.slice(0, 4) && a.slice(4, 6) === b.slice(6) && a.slice(6) === b.slice(4, 6)) return 'swap';
  return isDigitSlip(a, b) ? 'digit' : 'far';
}
