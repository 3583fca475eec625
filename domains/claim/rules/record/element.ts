import { codeSystem, extensionUrl, SID } from '#domains/person/rules';
import { isDay } from '#platform/catalogue/rules';
import type { Row } from '../model/index.ts';
import { text } from './key.ts';
import type { RecordTools } from './types.ts';

/** FHIR elements out of fields. All answer undefined for a field without content: JSON leaves it out. */

const clock = /^([01]\d|2[0-3])[0-5]\d$/;

/** yyyyMMdd → `2026-09-22`; yyyyMMddHHmm → `2026-09-22T09:49:00+07:00` (Vietnam keeps UTC+7 all year); undefined when it is no time. */
export function moment(written: string): string | undefined {
  const day = written.slice(0, 8);
  if (!isDay(day)) return undefined;
  const date = `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6, 8)}`;
  const time = written.slice(8, 12);
  return clock.test(time) ? `${date}T${time.slice(0, 2)}:${time.slice(2, 4)}:00+07:00` : date;
}

/** yyyy, yyyyMM or yyyyMMdd → a FHIR date of the same exactness. */
export function partialDate(born: string): string | undefined {
  if (born === '') return undefined;
  return [born.slice(0, 4), born.slice(4, 6), born.slice(6, 8)].filter((part) => part !== '').join('-');
}

export function period(from: string, to: string): { start?: string; end?: string } | undefined {
  const start = moment(from);
  const end = moment(to);
  if (start === undefined && end === undefined) return undefined;
  // per-1: a start after its end is a mistake of the dossier, told by the check; the record keeps the start.
  return { ...(start !== undefined && { start }), ...(end !== undefined && (start === undefined || from.slice(0, to.length) <= to) && { end }) };
}

export function concept(list: string, code: string, display: string | undefined): object | undefined {
  if (code === '' && !display) return undefined;
  return { ...(code !== '' && { coding: [{ system: codeSystem(list), code, ...(display && { display }) }] }), ...(display && { text: display }) };
}

/** A reference by identifier: facilities and practitioners are not resources of the record yet. */
export function named(type: 'Organization' | 'Practitioner', system: string, value: string, display?: string): object | undefined {
  if (value === '') return undefined;
  return { type, identifier: { system, value }, ...(display && { display }) };
}

/** Identifiers are looked up by; what is longer than any number can be is left to the dossier. */
const LONGEST_IDENTIFIER = 100;

export function identifier(system: string, value: string): { system: string; value: string }[] | undefined {
  return value === '' || value.length > LONGEST_IDENTIFIER ? undefined : [{ system, value }];
}

/** Practitioners of a field, their licence numbers joined by `;`. */
export function practitioners(row: Row, field: string): object[] {
  return text(row, field).split(';').flatMap((code) => named('Practitioner', SID.practitioner, code.trim()) ?? []);
}

/** The decimal as written; undefined when the field holds none. */
export function number(tools: RecordTools, row: Row, field: string): unknown {
  const written = text(row, field);
  return /^-?(0|[1-9]\d*)(\.\d+)?$/.test(written) ? tools.decimal(written) : undefined;
}

export function money(tools: RecordTools, row: Row, field: string): { value: unknown; currency: 'VND' } | undefined {
  const value = number(tools, row, field);
  return value === undefined ? undefined : { value, currency: 'VND' };
}

/** Amounts that FHIR has no element for, each under the standard's own name. */
export function amounts(tools: RecordTools, row: Row, fields: readonly string[]): object[] | undefined {
  const parts = fields.flatMap((field) => {
    const value = money(tools, row, field);
    return value === undefined ? [] : [{ url: field, valueMoney: value }];
  });
  return filled(parts.length === 0 ? [] : [{ url: extensionUrl('claim-amounts'), extension: parts }]);
}

/** FHIR knows no empty lists. */
export function filled<T>(list: readonly T[]): T[] | undefined {
  return list.length === 0 ? undefined : [...list];
}

export function stringExtension(name: string, value: string): object[] {
  return value === '' ? [] : [{ url: extensionUrl(name), valueString: value }];
}

export function optional(value: string): string | undefined {
  return value === '' ? undefined : value;
}

export function codes(row: Row | undefined, field: string): string[] {
  return text(row, field).split(';').map((code) => code.trim()).filter((code) => code !== '');
}
