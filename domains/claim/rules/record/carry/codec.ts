import { codeSystem } from '#domains/person/rules';
import { isCode, moment } from '../element.ts';
import type { RecordTools } from '../types.ts';
import { isNode, nodesOf, textOf } from './node.ts';

/**
 * A field's text as a FHIR value, and back. `write` does the best it can for a reader of the record; whether the text can be had back from it
 * is found out by reading. undefined: nothing worth writing.
 */
export interface Codec {
  /** FHIR type, as in the name of an extension's value: `DateTime` of `valueDateTime`. */
  readonly type: string;
  write(text: string, tools: RecordTools): unknown;
  read(value: unknown): string | undefined;
}

/** Text without spaces around it: what is blank, or begins or ends with a space, does not survive every FHIR format. */
export const string: Codec = { type: 'String', write: (text) => text.trim() || undefined, read: textOf };

export const code: Codec = {
  type: 'Code',
  write: (text) => { const plain = text.trim(); return isCode(plain) ? plain : undefined; },
  read: textOf,
};

const readMoment = (value: unknown): string | undefined => {
  const found = typeof value === 'string' ? /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):00\+07:00)?$/.exec(value) : null;
  return found ? found.slice(1).join('') : undefined;
};

/** yyyyMMdd and yyyyMMddHHmm; the exactness shows which it was. */
export const dateTime: Codec = { type: 'DateTime', write: (text) => moment(text.trim()), read: readMoment };

/** yyyyMMdd. */
export const date: Codec = { type: 'Date', write: (text) => moment(text.trim().slice(0, 8)), read: readMoment };

/** yyyyMMddHHmm: an instant has no day alone. */
export const instant: Codec = {
  type: 'Instant',
  write: (text) => { const at = moment(text.trim()); return at !== undefined && at.length > 10 ? at : undefined; },
  read: readMoment,
};

const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?$/;

/** A number exactly as written: 10.000 stays 10.000. */
export const decimal: Codec = {
  type: 'Decimal',
  write: (text, tools) => (NUMBER.test(text.trim()) ? tools.decimal(text.trim()) : undefined),
  read: (value) => (typeof value === 'number' ? String(value) : isNode(value) ? textOf(value['rawJSON']) : undefined),
};

export const integer: Codec = {
  type: 'Integer',
  write: (text) => (/^(0|[1-9]\d{0,8})$/.test(text.trim()) ? Number(text) : undefined),
  read: decimal.read,
};

export const money: Codec = {
  type: 'Money',
  write: (text, tools) => { const value = decimal.write(text, tools); return value === undefined ? undefined : { value, currency: 'VND' }; },
  read: (value) => (isNode(value) ? decimal.read(value['value']) : undefined),
};

/** 1 yes, 0 no. */
export const flag: Codec = {
  type: 'Boolean',
  write: (text) => { const plain = text.trim(); return plain === '1' ? true : plain === '0' ? false : undefined; },
  read: (value) => (value === true ? '1' : value === false ? '0' : undefined),
};

/** A rate in per cent as a factor: 50 ↔ 0.5, 100 ↔ 1. */
export const percent: Codec = {
  type: 'Decimal',
  write: (text, tools) => {
    const plain = text.trim();
    if (!/^(0|[1-9]\d{0,2})$/.test(plain)) return undefined;
    const digits = plain.padStart(3, '0');
    const part = digits.slice(-2).replace(/0+$/, '');
    return tools.decimal(digits.slice(0, -2) + (part === '' ? '' : `.${part}`));
  },
  read: (value) => {
    const [whole = '', part = ''] = decimal.read(value)?.split('.') ?? [];
    return whole === '' ? undefined : (whole + part.padEnd(2, '0')).replace(/^0+(?=\d)/, '');
  },
};

/** A code of one of our lists. */
export function coding(list: string): Codec {
  const system = codeSystem(list);
  return {
    type: 'Coding',
    write: (text, tools) => { const plain = code.write(text, tools); return plain === undefined ? undefined : { system, code: plain }; },
    read: (value) => (isNode(value) && value['system'] === system ? textOf(value['code']) : undefined),
  };
}

/** The same as a concept. */
export function concept(list: string): Codec {
  const inner = coding(list);
  return {
    type: 'CodeableConcept',
    write: (text, tools) => { const one = inner.write(text, tools); return one === undefined ? undefined : { coding: [one] }; },
    read: (value) => (isNode(value) ? nodesOf(value['coding']).map((one) => inner.read(one)).find((one) => one !== undefined) : undefined),
  };
}

export function identifier(system: string): Codec {
  return {
    type: 'Identifier',
    write: (text) => { const value = text.trim(); return value === '' ? undefined : { system, value }; },
    read: (value) => (isNode(value) && value['system'] === system ? textOf(value['value']) : undefined),
  };
}

/** A reference by identifier: facilities, departments and practitioners are no resources of the record yet. */
export function reference(type: string, system: string): Codec {
  const inner = identifier(system);
  return {
    type: 'Reference',
    write: (text, tools) => { const one = inner.write(text, tools); return one === undefined ? undefined : { type, identifier: one }; },
    read: (value) => (isNode(value) ? inner.read(value['identifier']) : undefined),
  };
}

/** Text behind a title that people read: `Hội chẩn: …`. */
export function titled(title: string): Codec {
  const before = `${title}: `;
  return {
    type: 'String',
    write: (text) => (text.trim() === '' ? undefined : before + text.trim()),
    read: (value) => (typeof value === 'string' && value.startsWith(before) ? value.slice(before.length) : undefined),
  };
}

/** `inner` as the only content of an element of that name. */
export function inside(name: string, inner: Codec): Codec {
  return {
    type: inner.type,
    write: (text, tools) => { const value = inner.write(text, tools); return value === undefined ? undefined : { [name]: value }; },
    read: (value) => (isNode(value) ? inner.read(value[name]) : undefined),
  };
}
