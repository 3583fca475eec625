import type { SearchValue } from '#platform/fhir';

/** Parameters that say when a resource happened, the best first. A resource without any is sorted by when it was written. */
export const MOMENT_PARAMS: readonly string[] = [
  'date', 'period', 'recorded-date', 'onset-date', 'whenhandedover', 'effective-time', 'authored', 'authoredon', 'authored-on', 'created', 'recorded', 'issued', 'sent', 'occurrence', 'started',
];

/** @returns epoch milliseconds of the beginning of what the resource tells; undefined when it does not say */
export function momentOf(values: readonly SearchValue[]): number | undefined {
  let best = MOMENT_PARAMS.length;
  let found: number | undefined;
  for (const value of values) {
    if (value.kind !== 'date') continue;
    const rank = MOMENT_PARAMS.indexOf(value.param);
    const at = Number.isFinite(value.from) ? value.from : value.to;
    if (rank === -1 || !Number.isFinite(at) || rank > best || (rank === best && found !== undefined && at >= found)) continue;
    best = rank;
    found = at;
  }
  return found;
}
