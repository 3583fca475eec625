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
const OF_PATIENT: ReadonlySet<string> = new Set(['patient', 'subject', 'beneficiary']);
/** Types that name several Patients, or name them elsewhere than where the column `patient` is taken from. */
const ABOUT_OTHERS: ReadonlySet<string> = new Set(['Account', 'Appointment', 'AppointmentResponse', 'AuditEvent', 'Contract', 'EnrollmentRequest', 'Person', 'Provenance', 'SupplyRequest',
  'MedicinalProductContraindication', 'MedicinalProductIndication', 'MedicinalProductInteraction', 'MedicinalProductPackaged', 'MedicinalProductUndesirableEffect']);
/** Whether a parameter says whom a resource is about: a Patient there means all Patients of the same person. */
export const saysWhom = (code: string): boolean => OF_PATIENT.has(code);
/** Whether the column `patient` answers it. */
export const isOfPatient = (type: string, code: string): boolean => OF_PATIENT.has(code) && !ABOUT_OTHERS.has(type);

/** PostgreSQL refuses index entries over a third of a page, and two of these stand in some; nobody searches by more of a text. */
const LONGEST = 1000;

/** As much of a text as is kept and asked for: whole characters of so many bytes. */
export function cut(text: string): string {
  if (text.length * 3 <= LONGEST) return text;
  const bytes = Buffer.from(text);
  let end = Math.min(LONGEST, bytes.length);
  while (end < bytes.length && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.toString('utf8', 0, end);
}

const LEAST = '-9223372036854775808';
const MOST = '9223372036854775807';
export const milliseconds = (value: number): string => (value === -Infinity ? LEAST : value === Infinity ? MOST : String(Math.trunc(value)));

/**
 * @param type of the resource
 * @param patient id of the Patient it is about: references to it need no rows, the resource's own column has it
 */
export function searchRows(type: string, patient: string | null, values: readonly SearchValue[]): SearchRows {
  const rows = { tokens: new Once<'tokens'>(), references: new Once<'references'>(), dates: new Once<'dates'>(), strings: new Once<'strings'>(), quantities: new Once<'quantities'>(), composites: new Once<'composites'>(), identifiers: new Once<'identifiers'>() };
  const own = patient === null ? null : `Patient/${patient}`;
  for (const value of values) {
    if (value.param in COMBINED || UNSEARCHED.has(value.param)) continue;
    const param = paramKey(type, value.param);
    switch (value.kind) {
      case 'token':
        if (value.param === 'identifier') rows.identifiers.add({ system: cut(value.system), value: cut(value.code) });
        else rows.tokens.add({ param, code: cut(value.code), system: systemKey(value.system) });
        break;
      case 'uri':
        rows.tokens.add({ param, code: cut(value.value), system: 0 });
        break;
      case 'reference': {
        const target = value.url === '' ? `${value.type}/${value.id}` : value.url;
        if (target !== own || !isOfPatient(type, value.param)) rows.references.add({ param, target: targetKey(target) });
        break;
      }
      case 'identifierRef':
        rows.references.add({ param, target: targetKey(`${value.system}|${value.value}`) });
        break;
      case 'date':
        rows.dates.add({ param, starts: milliseconds(value.from), ends: milliseconds(value.to) });
        break;
      case 'string': {
        // Texts of codes would double the rows of names, and displays are found by their codes.
        if (value.param.endsWith(':text')) break;
        rows.strings.add({ param, value: cut(fold(value.value)), written: cut(value.value) });
        break;
      }
      case 'number':
        rows.quantities.add({ param, code: '', system: 0, low: value.low, high: value.high });
        break;
      case 'quantity':
        rows.quantities.add({ param, code: cut(value.code || value.unit), system: systemKey(value.system), low: value.low, high: value.high });
        break;
      case 'composite':
        for (const row of composites(param, value.parts)) rows.composites.add(row);
        break;
    }
  }
  return {
    tokens: rows.tokens.list, references: rows.references.list, dates: rows.dates.list, strings: rows.strings.list,
    quantities: rows.quantities.list, composites: rows.composites.list, identifiers: rows.identifiers.list,
  };
}

/** Rows of one table, each once. */
class Once<Table extends keyof SearchRows> {
  readonly list: SearchRows[Table][number][] = [];
  readonly #seen = new Set<string>();

  add(row: SearchRows[Table][number]): void {
    const name = Object.values(row).join('\n');
    if (this.#seen.has(name)) return;
    this.#seen.add(name);
    this.list.push(row);
  }
}

type Composite = SearchRows['composites'][number];

/** The first part stands without its system and a quantity without its unit: the rows of the parts themselves have them. Parts after the second are left to the check of the resource itself: three-part parameters exist for sequences alone. */
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
