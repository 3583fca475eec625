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

/** Comparison of stored half-open intervals with an asked one. @param low @param high SQL of the stored ends; @param a @param b of the asked */
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

/** Comparison of a stored number, known by the range around it, with an asked one. @param q alias of the row */
export function compareNumber(prefix: Prefix, asked: { low: Bound; high: Bound; exact: Bound }, q: string): string {
  const { low, high, exact } = asked;
  const twice = `${q}.low + ${q}.high`;
  switch (prefix) {
    case 'eq': return `${q}.low < ${high()} and ${q}.high > ${low()}`;
    case 'ne': return `not (${q}.low < ${high()} and ${q}.high > ${low()})`;
    case 'gt': case 'sa': return `${q}.high > ${exact()} and ${twice} > 2 * ${exact()}`;
    case 'lt': case 'eb': return `${q}.low < ${exact()} and ${twice} < 2 * ${exact()}`;
    case 'ge': return `${q}.high > ${exact()} and ${twice} >= 2 * ${exact()}`;
    case 'le': return `${q}.low < ${exact()} and ${twice} <= 2 * ${exact()}`;
    case 'ap': return `${q}.low <= ${exact()} + abs(${exact()}) / 10 and ${q}.high >= ${exact()} - abs(${exact()}) / 10`;
  }
}
