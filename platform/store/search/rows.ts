import { fold } from '#platform/db';
import type { SearchValue } from '#platform/fhir';
import { paramKey, systemKey, targetKey } from './key.ts';

/** Rows of the search tables that one resource becomes; each without its rid. */
export interface SearchRows {
  readonly tokens: readonly { readonly param: number; readonly code: string; readonly system: number }[];
  readonly references: readonly { readonly param: number; readonly target: string }[];
  readonly dates: readonly { readonly param: number; readonly starts: string; readonly ends: string }[];
  readonly strings: readonly { readonly param: number; readonly value: string; readonly written: string }[];
  readonly quantities: readonly { readonly param: number; readonly code: string; readonly system: number; readonly low: string; readonly high: string }[];
  readonly composites: readonly { readonly param: number; readonly first: string; readonly second: string | null; readonly low: string | null; readonly high: string | null }[];
  readonly identifiers: readonly { readonly system: string; readonly value: string }[];
}

/** Parameters that find what two others find: their rows would only repeat the others'. */
export const COMBINED: Readonly<Record<string, readonly string[]>> = {
  'combo-code': ['code', 'component-code'], 'combo-data-absent-reason': ['data-absent-reason', 'component-data-absent-reason'],
  'combo-value-concept': ['value-concept', 'component-value-concept'], 'combo-value-quantity': ['value-quantity', 'component-value-quantity'],
  'combo-code-value-concept': ['code-value-concept', 'component-code-value-concept'], 'combo-code-value-quantity': ['code-value-quantity', 'component-code-value-quantity'],
};

/** Each resource has its own: rows that nobody would ask for. */
export const UNSEARCHED: ReadonlySet<string> = new Set(['_source', '_id', '_lastUpdated']);
/** Parameters that say whom a resource is about: the column `patient` answers them. */
export const OF_PATIENT: ReadonlySet<string> = new Set(['patient', 'subject', 'beneficiary']);

/** PostgreSQL refuses index entries over a third of a page; nobody searches by more than this of a text. */
const LONGEST = 500;
const cut = (text: string): string => (text.length > LONGEST ? text.slice(0, LONGEST) : text);
const LEAST = '-9223372036854775808';
const MOST = '9223372036854775807';
export const milliseconds = (value: number): string => (value === -Infinity ? LEAST : value === Infinity ? MOST : String(Math.trunc(value)));

/**
 * @param type of the resource
 * @param patient id of the Patient it is about: references to it need no rows, the resource's own column has it
 */
export function searchRows(type: string, patient: string | null, values: readonly SearchValue[]): SearchRows {
  const rows = { tokens: new Map(), references: new Map(), dates: new Map(), strings: new Map(), quantities: new Map(), composites: new Map(), identifiers: new Map() };
  const own = patient === null ? null : `Patient/${patient}`;
  for (const value of values) {
    if (value.param in COMBINED || UNSEARCHED.has(value.param)) continue;
    const param = paramKey(type, value.param);
    switch (value.kind) {
      case 'token':
        if (value.param === 'identifier') rows.identifiers.set(`${value.system}|${value.code}`, { system: cut(value.system), value: cut(value.code) });
        else rows.tokens.set(`${param}|${value.system}|${value.code}`, { param, code: cut(value.code), system: systemKey(value.system) });
        break;
      case 'uri':
        rows.tokens.set(`${param}||${value.value}`, { param, code: cut(value.value), system: 0 });
        break;
      case 'reference': {
        const target = value.url === '' ? `${value.type}/${value.id}` : value.url;
        if (target !== own || !OF_PATIENT.has(value.param)) rows.references.set(`${param}|${target}`, { param, target: targetKey(target) });
        break;
      }
      case 'identifierRef': {
        const target = `${value.system}|${value.value}`;
        rows.references.set(`${param}|${target}`, { param, target: targetKey(target) });
        break;
      }
      case 'date':
        rows.dates.set(`${param}|${value.from}|${value.to}`, { param, starts: milliseconds(value.from), ends: milliseconds(value.to) });
        break;
      case 'string': {
        // Texts of codes would double the rows of names, and displays are found by their codes.
        if (value.param.endsWith(':text')) break;
        const written = cut(value.value);
        rows.strings.set(`${param}|${written}`, { param, value: fold(written), written });
        break;
      }
      case 'number':
        rows.quantities.set(`${param}|${value.low}|${value.high}`, { param, code: '', system: '', low: value.low, high: value.high });
        break;
      case 'quantity':
        rows.quantities.set(`${param}|${value.code || value.unit}|${value.low}|${value.high}`, { param, code: cut(value.code || value.unit), system: systemKey(value.system), low: value.low, high: value.high });
        break;
      case 'composite':
        for (const row of composites(param, value.parts)) rows.composites.set(JSON.stringify(row), row);
        break;
    }
  }
  return {
    tokens: [...rows.tokens.values()], references: [...rows.references.values()], dates: [...rows.dates.values()], strings: [...rows.strings.values()],
    quantities: [...rows.quantities.values()], composites: [...rows.composites.values()], identifiers: [...rows.identifiers.values()],
  };
}

type Composite = SearchRows['composites'][number];

/** The first part stands without its system, which the parameter of the part itself knows. Parts after the second are left to the check of the resource itself: three-part parameters exist for sequences alone. */
function composites(param: number, parts: readonly (readonly SearchValue[])[]): Composite[] {
  const [firsts = [], seconds = []] = parts;
  return firsts.flatMap((one) => words(one).slice(0, 1).flatMap((first) => seconds.flatMap((two): Composite[] => {
    const range = rangeOf(two);
    return range !== undefined ? [{ param, first: cut(first), second: null, ...range }] : words(two).map((second) => ({ param, first: cut(first), second: cut(second), low: null, high: null }));
  })));
}

/** How a part is asked for: a token with and without its system. */
export function words(value: SearchValue): string[] {
  switch (value.kind) {
    case 'token': return value.system === '' ? [value.code] : [value.code, `${value.system}|${value.code}`];
    case 'string': return [fold(value.value)];
    case 'uri': return [value.value];
    case 'reference': return [value.url === '' ? `${value.type}/${value.id}` : value.url];
    case 'identifierRef': return [`${value.system}|${value.value}`];
    default: return [];
  }
}

function rangeOf(value: SearchValue): { low: string; high: string } | undefined {
  if (value.kind === 'number' || value.kind === 'quantity') return { low: value.low, high: value.high };
  if (value.kind === 'date') return { low: milliseconds(value.from), high: milliseconds(value.to) };
  return undefined;
}
