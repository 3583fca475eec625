import { impliedRange, spanOf } from '#platform/fhir';
import { milliseconds } from './rows.ts';

export const PREFIXES = ['eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap'] as const;
export type Prefix = (typeof PREFIXES)[number];

const isPrefix = (text: string): text is Prefix => PREFIXES.some((one) => one === text);

export function splitPrefix(value: string): { prefix: Prefix; rest: string } {
  const head = value.slice(0, 2);
  return isPrefix(head) ? { prefix: head, rest: value.slice(2) } : { prefix: 'eq', rest: value };
}

/** A date as asked for: milliseconds as text, half-open. undefined when it is none. */
export function dateRange(text: string): { low: string; high: string } | undefined {
  const span = spanOf(text);
  return span === undefined ? undefined : { low: milliseconds(span.from), high: milliseconds(span.to) };
}

/** A number as asked for: what its digits leave open, and the number itself. */
export function numberRange(text: string): { low: string; high: string; exact: string } | undefined {
  if (!/^-?\d{1,30}(\.\d{1,30})?([eE][+-]?\d{1,3})?$/.test(text)) return undefined;
  const range = impliedRange(text);
  return range === undefined ? undefined : { ...range, exact: text };
}

/** An asked value on its way into SQL: bound when it is used, because PostgreSQL refuses a parameter that stands nowhere. */
type Bound = () => string;

/** Comparison of stored half-open intervals with an asked one; `ge` and `le` also take what overlaps it. @param low @param high SQL of the stored ends; @param a @param b of the asked */
export function compareRange(prefix: Prefix, low: string, high: string, a: Bound, b: Bound): string {
  switch (prefix) {
    case 'eq': return `${low} >= ${a()} and ${low} < ${b()} and ${high} <= ${b()}`;
    case 'ne': return `(${low} < ${a()} or ${high} > ${b()})`;
    case 'gt': return `${high} > ${b()}`;
    case 'lt': return `${low} < ${a()}`;
    case 'ge': return `${high} > ${a()}`;
    case 'le': return `${low} < ${b()}`;
    case 'sa': return `${low} >= ${b()}`;
    case 'eb': return `${high} <= ${a()}`;
    case 'ap': return `${low} < ${b()} and ${high} > ${a()}`;
  }
}

/** The same for a point in time, which is not an interval. @param at SQL of the stored moment */
export function comparePoint(prefix: Prefix, at: string, a: Bound, b: Bound): string {
  switch (prefix) {
    case 'eq': case 'ap': return `${at} >= ${a()} and ${at} < ${b()}`;
    case 'ne': return `(${at} < ${a()} or ${at} >= ${b()})`;
    case 'gt': case 'sa': return `${at} >= ${b()}`;
    case 'lt': case 'eb': return `${at} < ${a()}`;
    case 'ge': return `${at} >= ${a()}`;
    case 'le': return `${at} < ${b()}`;
  }
}

/**
 * Comparison of a stored number, known by the range around it, with an asked one. The number itself is the middle; where the range is open (`< 5`), it has no middle and
 * the open side counts. Ends alone bound what the index reads. @param q alias of the row
 */
export function compareNumber(prefix: Prefix, asked: { low: Bound; high: Bound; exact: Bound }, q: string): string {
  const { low, high, exact } = asked;
  const twice = `${q}.low + ${q}.high`;
  switch (prefix) {
    case 'eq': return `${q}.low < ${high()} and ${q}.high > ${low()} and ${twice} >= 2 * ${low()} and ${twice} < 2 * ${high()}`;
    case 'ne': return `(${twice} < 2 * ${low()} or ${twice} >= 2 * ${high()})`;
    case 'gt': return `${q}.high > ${exact()} and (${twice} > 2 * ${exact()} or ${q}.low = '-Infinity')`;
    case 'lt': return `${q}.low < ${exact()} and (${twice} < 2 * ${exact()} or ${q}.high = 'Infinity')`;
    case 'ge': return `${q}.high > ${exact()} and (${twice} >= 2 * ${exact()} or ${q}.low = '-Infinity')`;
    case 'le': return `${q}.low < ${exact()} and (${twice} <= 2 * ${exact()} or ${q}.high = 'Infinity')`;
    case 'sa': return `${q}.high > ${exact()} and ${twice} > 2 * ${exact()} and (${q}.high < 'Infinity' or ${q}.low >= ${exact()})`;
    case 'eb': return `${q}.low < ${exact()} and ${twice} < 2 * ${exact()} and (${q}.low > '-Infinity' or ${q}.high <= ${exact()})`;
    case 'ap': return `${q}.low <= ${exact()} + abs(${exact()}) / 10 and ${q}.high >= ${exact()} - abs(${exact()}) / 10`;
  }
}
