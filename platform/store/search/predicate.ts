import { fold } from '#platform/db';
import { Fault } from '#platform/fault';
import { STORE_FAULTS } from '../faults.ts';
import { componentTypes } from './components.ts';
import { paramKey, systemKey, targetKey } from './key.ts';
import type { Filter } from './query.ts';
import { compareNumber, compareRange, dateRange, numberRange, splitPrefix } from './range.ts';
import { COMBINED, OF_PATIENT } from './rows.ts';
import type { Sql } from './sql.ts';

type Value = Extract<Filter, { kind: 'value' }>;
const LAST = '\u{10ffff}';

/** Whether the resource under an alias fulfils a filter. @throws Fault record.bad-search */
export function predicate(filter: Filter, r: string, sql: Sql): string {
  switch (filter.kind) {
    case 'chain': return chained(filter, r, sql);
    case 'has': return reversed(filter, r, sql);
    case 'value': return filter.modifier === 'missing' ? missing(filter, r, sql) : valued(filter, r, sql);
  }
}

function chained({ type, param, target, inner }: Extract<Filter, { kind: 'chain' }>, r: string, sql: Sql): string {
  const p = sql.alias();
  const holds = `${p}.type = ${sql.bind(target)} and not ${p}.deleted and ${predicate(inner, p, sql)}`;
  if (isOfPatient(param.code) && target === 'Patient') return `${r}.patient in (select ${p}.id from resource ${p} where ${holds})`;
  const f = sql.alias();
  return `exists (select 1 from search_reference ${f} join resource ${p} on ${f}.target = md5(${sql.bind(`${target}/`)} || ${p}.id)::uuid where ${f}.rid = ${r}.rid and ${f}.param = ${keys(type, param.code, sql)} and ${holds})`;
}

function reversed({ type, source, param, inner }: Extract<Filter, { kind: 'has' }>, r: string, sql: Sql): string {
  const c = sql.alias();
  const holds = `${c}.type = ${sql.bind(source)} and not ${c}.deleted and ${predicate(inner, c, sql)}`;
  if (type === 'Patient' && isOfPatient(param.code)) return `${r}.id in (select ${c}.patient from resource ${c} where ${holds})`;
  const f = sql.alias();
  return `exists (select 1 from search_reference ${f} join resource ${c} on ${c}.rid = ${f}.rid where ${f}.target = md5(${sql.bind(`${type}/`)} || ${r}.id)::uuid and ${f}.param = ${keys(source, param.code, sql)} and ${holds})`;
}

const isOfPatient = (code: string): boolean => OF_PATIENT.has(code);

/** The key of a parameter, or those of the two that it combines. */
function keys(type: string, code: string, sql: Sql): string {
  const both = COMBINED[code];
  return both === undefined ? sql.bind(paramKey(type, code)) : `any(${sql.bind(both.map((one) => paramKey(type, one)))}::int[])`;
}

function valued(filter: Value, r: string, sql: Sql): string {
  const { type, param, values, modifier } = filter;
  if (param.code === '_id') return `${r}.id = any(${sql.bind(values)})`;
  if (param.code === '_lastUpdated') return anyOf(values.map((value) => lastUpdated(filter, value, r, sql)));
  if (param.type === 'reference') return referenced(filter, r, sql);
  if (modifier === 'not') return `not ${valued({ ...filter, modifier: '' }, r, sql)}`;
  const s = sql.alias();
  if (param.code === 'identifier') return `exists (select 1 from resource_identifier ${s} where ${s}.rid = ${r}.rid and ${s}.type = ${sql.bind(type)} and ${anyOf(values.map((value) => identified(value, s, sql)))})`;
  const test = anyOf(values.map((value) => tested(filter, value, s, sql)));
  return `exists (select 1 from ${TABLE[param.type] ?? 'search_token'} ${s} where ${s}.rid = ${r}.rid and ${s}.param = ${keys(type, param.code, sql)} and ${test})`;
}

const TABLE: Readonly<Record<string, string>> = {
  token: 'search_token', uri: 'search_token', string: 'search_string', date: 'search_date', number: 'search_quantity', quantity: 'search_quantity', composite: 'search_composite', reference: 'search_reference',
};

const bound = (value: string, type: string, sql: Sql) => (): string => `${sql.bind(value)}::${type}`;

const anyOf = (tests: readonly string[]): string => (tests.length === 1 ? tests[0] ?? 'false' : `(${tests.join(' or ')})`);

function tested(filter: Value, value: string, s: string, sql: Sql): string {
  switch (filter.param.type) {
    case 'token': return tokenTest(value, s, sql);
    case 'uri': return filter.modifier === 'below' ? between(`${s}.code`, value, sql) : `${s}.code = ${sql.bind(value)}`;
    case 'string': return stringTest(filter.modifier, value, s, sql);
    case 'date': {
      const { prefix, rest } = splitPrefix(value);
      const range = dateRange(rest) ?? refuse(filter, 'không phải ngày giờ');
      return compareRange(prefix, `${s}.starts`, `${s}.ends`, bound(range.low, 'bigint', sql), bound(range.high, 'bigint', sql));
    }
    case 'number': return numberTest(filter, value, s, sql);
    case 'quantity': return quantityTest(filter, value, s, sql);
    case 'composite': return compositeTest(filter, value, s, sql);
    default: return refuse(filter, 'loại tham số này chưa tìm được');
  }
}

export function tokenTest(value: string, s: string, sql: Sql): string {
  const bar = value.indexOf('|');
  if (bar === -1) return `${s}.code = ${sql.bind(value)}`;
  const system = `${s}.system = ${sql.bind(systemKey(value.slice(0, bar)))}`;
  return bar === value.length - 1 ? system : `${s}.code = ${sql.bind(value.slice(bar + 1))} and ${system}`;
}

function identified(value: string, s: string, sql: Sql): string {
  const bar = value.indexOf('|');
  if (bar === -1) return `${s}.value = ${sql.bind(value)}`;
  const system = `${s}.system = ${sql.bind(value.slice(0, bar))}`;
  return bar === value.length - 1 ? system : `${system} and ${s}.value = ${sql.bind(value.slice(bar + 1))}`;
}

const between = (column: string, start: string, sql: Sql): string => `${column} >= ${sql.bind(start)} and ${column} < ${sql.bind(start + LAST)}`;

function stringTest(modifier: string, value: string, s: string, sql: Sql): string {
  const folded = fold(value);
  if (modifier === 'exact') return `${s}.value = ${sql.bind(folded)} and ${s}.written = ${sql.bind(value)}`;
  if (modifier === 'contains') return `${s}.value like ${sql.bind(`%${folded.replaceAll(/[\\%_]/g, '\\$&')}%`)}`;
  return between(`${s}.value`, folded, sql);
}

function numberTest(filter: Value, value: string, s: string, sql: Sql): string {
  const { prefix, rest } = splitPrefix(value);
  const asked = numberRange(rest) ?? refuse(filter, 'không phải số');
  return compareNumber(prefix, { low: bound(asked.low, 'numeric', sql), high: bound(asked.high, 'numeric', sql), exact: bound(asked.exact, 'numeric', sql) }, s);
}

/** `5.4|system|code`, `5.4||mg`, `5.4`. */
function quantityTest(filter: Value, value: string, s: string, sql: Sql): string {
  const [number = '', system = '', code = ''] = value.split('|');
  const tests = [numberTest(filter, number, s, sql), ...(system === '' ? [] : [`${s}.system = ${sql.bind(systemKey(system))}`]), ...(code === '' ? [] : [`${s}.code = ${sql.bind(code)}`])];
  return tests.join(' and ');
}

function compositeTest(filter: Value, value: string, s: string, sql: Sql): string {
  const [first = '', second = ''] = value.split('$');
  if (second === '') return refuse(filter, 'cần hai phần nối bằng $');
  const head = `${s}.first = ${sql.bind(first.slice(first.indexOf('|') + 1))}`;
  const kind = componentTypes(filter.param)[1];
  const { prefix, rest } = splitPrefix(second);
  if (kind === 'date') {
    const range = dateRange(rest) ?? refuse(filter, 'không phải ngày giờ');
    return `${head} and ${compareRange(prefix, `${s}.low`, `${s}.high`, bound(range.low, 'numeric', sql), bound(range.high, 'numeric', sql))}`;
  }
  if (kind === 'quantity' || kind === 'number') return `${head} and ${numberTest(filter, second.split('|')[0] ?? '', s, sql)}`;
  return `${head} and ${s}.second = ${sql.bind(kind === 'string' ? fold(second) : second)}`;
}

function referenced({ type, param, values, modifier }: Value, r: string, sql: Sql): string {
  const tests = values.map((value) => {
    const target = targetOf(param.target ?? [], modifier, value);
    // All Patients of the same person: whoever asks by one source's Patient sees the whole record.
    if (isOfPatient(param.code) && target.startsWith('Patient/')) return `${r}.patient = any(${samePerson(target.slice('Patient/'.length), sql)})`;
    const s = sql.alias();
    return `exists (select 1 from search_reference ${s} where ${s}.rid = ${r}.rid and ${s}.param = ${keys(type, param.code, sql)} and ${s}.target = ${sql.bind(targetKey(target))})`;
  });
  return anyOf(tests);
}

export function samePerson(patient: string, sql: Sql): string {
  const id = sql.bind(patient);
  return `array(select o.id from resource p join resource o on o.person = p.person and o.type = 'Patient' where p.type = 'Patient' and p.id = ${id}) || array[${id}]::text[]`;
}

/** `Patient/p1`, `p1` with the type from the modifier or the parameter, `system|value` with `:identifier`, or a whole address. */
export function targetOf(targets: readonly string[], modifier: string, value: string): string {
  if (modifier === 'identifier' || value.includes('|') || value.includes('/') || value.includes(':')) return value;
  const type = modifier === '' ? (targets.includes('Patient') ? 'Patient' : targets[0] ?? '') : modifier;
  return `${type}/${value}`;
}

function lastUpdated(filter: Value, value: string, r: string, sql: Sql): string {
  const { prefix, rest } = splitPrefix(value);
  const range = dateRange(rest) ?? refuse(filter, 'không phải ngày giờ');
  const at = (low: string) => (): string => `to_timestamp(${sql.bind(low)}::numeric / 1000)`;
  return compareRange(prefix, `${r}.updated`, `${r}.updated`, at(range.low), at(range.high));
}

function missing({ type, param, values }: Value, r: string, sql: Sql): string {
  const s = sql.alias();
  const rows = param.code === 'identifier' ? `resource_identifier ${s} where ${s}.rid = ${r}.rid` : `${TABLE[param.type] ?? 'search_token'} ${s} where ${s}.rid = ${r}.rid and ${s}.param = ${keys(type, param.code, sql)}`;
  const own = isOfPatient(param.code) ? ` and ${r}.patient is null` : '';
  return values[0] === 'true' ? `(not exists (select 1 from ${rows})${own})` : `not (not exists (select 1 from ${rows})${own})`;
}

function refuse(filter: Value, reason: string): never {
  throw new Fault(STORE_FAULTS.badSearch, { type: filter.type, param: filter.param.code, reason });
}
