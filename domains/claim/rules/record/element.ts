import { codeSystem, extensionUrl, SID } from '#domains/person/rules';
import { isDay } from '#platform/catalogue/rules';
import type { Row } from '../model/index.ts';
import { text } from './key.ts';

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

export function concept(list: string, code: string, display: string | undefined): object | undefined {
  if (code === '' && !display) return undefined;
  return { ...(code !== '' && { coding: [{ system: codeSystem(list), code, ...(display && { display }) }] }), ...(display && { text: display }) };
}

/** A reference by identifier: facilities and practitioners are not resources of the record yet. */
export function named(type: 'Organization' | 'Practitioner', system: string, value: string, display?: string): object | undefined {
  if (value === '') return undefined;
  return { type, identifier: { system, value }, ...(display && { display }) };
}

/** A facility where R4 demands one: by its code, else by its name. */
export function organizationOf(code: string, name: string): object {
  return named('Organization', SID.facility, code, name) ?? { type: 'Organization', display: name || 'Không rõ' };
}

/** Identifiers are looked up by; what is longer than any number can be is left to the dossier. */
const LONGEST_IDENTIFIER = 100;

export function identifier(system: string, value: string): { system: string; value: string }[] | undefined {
  return value === '' || value.length > LONGEST_IDENTIFIER ? undefined : [{ system, value }];
}

/** Whether FHIR takes it for a code: no spaces around it, single ones inside. */
export function isCode(value: string): boolean {
  return /^\S+( \S+)*$/.test(value);
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
