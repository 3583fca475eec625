import type { SearchValue } from '#platform/fhir';
import { parametersBy } from './extract.ts';

/** Parameters that say when a resource happened, the best first. A resource without any is sorted by when it was written. */
const MOMENT_PARAMS: readonly string[] = [
  'date', 'period', 'recorded-date', 'onset-date', 'whenhandedover', 'effective-time', 'authored', 'authoredon', 'authored-on', 'created', 'recorded', 'issued', 'sent', 'occurrence', 'started',
];

/** Before every date there is: what has no beginning began before all that has one. */
const EARLIEST = -8_640_000_000_000_000;

/** The date parameter that the moment of a type's resources is taken from first: pages are in its order, and it bounds them. */
export const momentParam = (type: string): string | undefined => MOMENT_PARAMS.find((name) => parametersBy(type).get(name)?.type === 'date');

/** @returns epoch milliseconds of the beginning of what the resource tells; undefined when it does not say */
export function momentOf(values: readonly SearchValue[]): number | undefined {
  let best = MOMENT_PARAMS.length;
  let found: number | undefined;
  for (const value of values) {
    if (value.kind !== 'date') continue;
    const rank = MOMENT_PARAMS.indexOf(value.param);
    const at = Math.max(value.from, EARLIEST);
    if (rank === -1 || rank > best || (rank === best && found !== undefined && at >= found)) continue;
    best = rank;
    found = at;
  }
  return found;
}
