import { fold } from '#platform/db';
import type { SearchParameter } from '#platform/fhir';
import { Fault } from '#platform/fault';
import { STORE_FAULTS } from '../faults.ts';
import { componentsOf } from './components.ts';
import { plain, split, splitToken } from './escape.ts';
import { paramKey, systemKey, targetKey } from './key.ts';
import type { Filter } from './query.ts';
import { comparePoint, compareNumber, compareRange, dateRange, numberRange, splitPrefix } from './range.ts';
import { COMBINED, cut, isOfPatient, saysWhom } from './rows.ts';
import type { Sql } from './sql.ts';

type Value = Extract<Filter, { kind: 'value' }>;
/** Behind every text that begins with something. */
export const LAST = '\u{10ffff}';

/**
 * Whether the resource under an alias fulfils a filter.
 * @param each ask it of each row as it comes, instead of gathering first all that fulfil it
 * @throws Fault record.bad-search
 */
export function predicate(filter: Filter, r: string, sql: Sql, each = false): string {
  switch (filter.kind) {
    case 'chain': return chained(filter, r, sql);
    case 'has': return reversed(filter, r, sql);
    case 'value': return filter.modifier === 'missing' ? missing(filter, r, sql) : valued(filter, r, sql, each);
  }
}

function chained({ type, param, target, inner }: Extract<Filter, { kind: 'chain' }>, r: string, sql: Sql): string {
  const p = sql.alias();
  const holds = `${p}.type = ${sql.bind(target)} and not ${p}.deleted and ${sql.shown(p)} and ${predicate(inner, p, sql)}`;
  if (isOfPatient(type, param.code) && target === 'Patient') return `${r}.patient in (select ${p}.id from resource ${p} where ${holds})`;
  const f = sql.alias();
  return `exists (select 1 from search_reference ${f} join resource ${p} on ${f}.target = md5(${sql.bind(`${target}/`)} || ${p}.id)::uuid where ${f}.rid = ${r}.rid and ${f}.param = ${keys(type, param.code, sql)} and ${holds})`;
}

function reversed({ type, source, param, inner }: Extract<Filter, { kind: 'has' }>, r: string, sql: Sql): string {
  const c = sql.alias();
  const holds = `${c}.type = ${sql.bind(source)} and not ${c}.deleted and ${sql.shown(c)} and ${predicate(inner, c, sql)}`;
  if (type === 'Patient' && isOfPatient(source, param.code)) return `${r}.id in (select ${c}.patient from resource ${c} where ${holds})`;
  const f = sql.alias();
  return `exists (select 1 from search_reference ${f} join resource ${c} on ${c}.rid = ${f}.rid where ${f}.target = md5(${sql.bind(`${type}/`)} || ${r}.id)::uuid and ${f}.param = ${keys(source, param.code, sql)} and ${holds})`;
}

/** The key of a parameter, or those of the two that it combines. */
function keys(type: string, code: string, sql: Sql): string {
  const both = COMBINED[code];
  return both === undefined ? sql.bind(paramKey(type, code)) : `any(${sql.bind(both.map((one) => paramKey(type, one)))}::int[])`;
}

function valued(filter: Value, r: string, sql: Sql, each = false): string {
  const { type, param, values, modifier } = filter;
  if (modifier === 'not') return `not ${valued({ ...filter, modifier: '' }, r, sql, each)}`;
  if (param.code === '_id') return `${r}.id = any(${sql.bind(values.map(plain))})`;
  if (param.code === '_lastUpdated') return anyOf(values.map((value) => lastUpdated(filter, value, r, sql)));
  if (param.type === 'reference') return referenced(filter, r, sql);
  const s = sql.alias();
  if (param.code === 'identifier') return `exists (select 1 from resource_identifier ${s} where ${s}.rid = ${r}.rid and ${s}.type = ${sql.bind(type)} and ${anyOf(values.map((value) => identified(value, s, sql)))})`;
  const test = anyOf(values.map((value) => tested(filter, value, s, sql)));
  return `exists (select 1 from ${TABLE[param.type] ?? 'search_token'} ${s} where ${s}.rid = ${r}.rid and ${s}.param = ${keys(type, param.code, sql)} and ${test}${each ? ' offset 0' : ''})`;
}

const TABLE: Readonly<Record<string, string>> = {
  token: 'search_token', uri: 'search_token', string: 'search_string', date: 'search_date', number: 'search_quantity', quantity: 'search_quantity', composite: 'search_composite', reference: 'search_reference',
};

const bound = (value: string, type: string, sql: Sql) => (): string => `${sql.bind(value)}::${type}`;

const anyOf = (tests: readonly string[]): string => (tests.length < 2 ? tests[0] ?? 'false' : `(${tests.join(' or ')})`);

function tested(filter: Value, value: string, s: string, sql: Sql): string {
  switch (filter.param.type) {
    case 'token': return tokenTest(value, s, sql);
    case 'uri': return filter.modifier === 'below' ? between(`${s}.code`, cut(plain(value)), sql) : `${s}.code = ${sql.bind(cut(plain(value)))}`;
    case 'string': return stringTest(filter, plain(value), s, sql);
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

/** `code`, `system|code`, `system|`; `|code` is one without a system. */
export function tokenTest(value: string, s: string, sql: Sql): string {
  const { system, code } = splitToken(value);
  return [...(system === undefined ? [] : [`${s}.system = ${sql.bind(systemKey(system))}`]), ...(system && code === '' ? [] : [`${s}.code = ${sql.bind(cut(code))}`])].join(' and ');
}

function identified(value: string, s: string, sql: Sql): string {
  const { system, code } = splitToken(value);
  return [...(system === undefined ? [] : [`${s}.system = ${sql.bind(cut(system))}`]), ...(system && code === '' ? [] : [`${s}.value = ${sql.bind(cut(code))}`])].join(' and ');
}

const between = (column: string, start: string, sql: Sql): string => `${column} >= ${sql.bind(start)} and ${column} < ${sql.bind(start + LAST)}`;

function stringTest(filter: Value, value: string, s: string, sql: Sql): string {
  const folded = cut(fold(value));
  if (folded === '') return refuse(filter, 'không có chữ nào để tìm');
  if (filter.modifier === 'exact') return `${s}.value = ${sql.bind(folded)} and ${s}.written = ${sql.bind(cut(value))}`;
  if (filter.modifier === 'contains') return `${s}.value like ${sql.bind(`%${folded.replaceAll(/[\\%_]/g, '\\$&')}%`)}`;
  return between(`${s}.value`, folded, sql);
}

function numberTest(filter: Value, value: string, s: string, sql: Sql): string {
  const { prefix, rest } = splitPrefix(value);
  const asked = numberRange(rest) ?? refuse(filter, 'không phải số');
  return compareNumber(prefix, { low: bound(asked.low, 'numeric', sql), high: bound(asked.high, 'numeric', sql), exact: bound(asked.exact, 'numeric', sql) }, s);
}

/** `5.4|system|code`, `5.4||mg`, `5.4`. */
function quantityTest(filter: Value, value: string, s: string, sql: Sql): string {
  const [number = '', system = '', code = ''] = split(value, '|').map(plain);
  const tests = [numberTest(filter, number, s, sql), ...(system === '' ? [] : [`${s}.system = ${sql.bind(systemKey(system))}`]), ...(code === '' ? [] : [`${s}.code = ${sql.bind(cut(code))}`])];
  return tests.join(' and ');
}

/** `code$value`. The row knows that both stand together; a system or unit is asked of the part itself, whose parameter has it. */
function compositeTest(filter: Value, value: string, s: string, sql: Sql): string {
  const [first = '', second = ''] = split(value, '$');
  if (second === '') return refuse(filter, 'cần hai phần nối bằng $');
  const [one, two] = componentsOf(filter.param);
  const { system, code } = splitToken(first);
  const tests = [`${s}.first = ${sql.bind(cut(code))}`];
  const also = (table: string, part: string, test: (t: string) => string): void => {
    const t = sql.alias();
    tests.push(`exists (select 1 from ${table} ${t} where ${t}.rid = ${s}.rid and ${t}.param = ${keys(filter.type, part, sql)} and ${test(t)})`);
  };
  if (system !== undefined && one?.type === 'token') also('search_token', one.code, (t) => tokenTest(first, t, sql));
  const { prefix, rest } = splitPrefix(second);
  if (two?.type === 'date') {
    const range = dateRange(rest) ?? refuse(filter, 'không phải ngày giờ');
    tests.push(compareRange(prefix, `${s}.low`, `${s}.high`, bound(range.low, 'numeric', sql), bound(range.high, 'numeric', sql)));
  } else if (two?.type === 'quantity' || two?.type === 'number') {
    tests.push(numberTest(filter, split(second, '|')[0] ?? '', s, sql));
    if (second.includes('|')) also('search_quantity', two.code, (t) => quantityTest(filter, second, t, sql));
  } else tests.push(`${s}.second = ${sql.bind(cut(two?.type === 'string' ? fold(plain(second)) : plain(second)))}`);
  return tests.join(' and ');
}

function referenced({ type, param, values, modifier }: Value, r: string, sql: Sql): string {
  const targets = values.flatMap((value) => targetsOf(param, modifier, value));
  const isPatient = (target: string): boolean => saysWhom(param.code) && modifier !== 'identifier' && target.startsWith('Patient/');
  const patients = targets.filter(isPatient).map((target) => target.slice('Patient/'.length));
  const rows = (test: string, s: string): string => `exists (select 1 from search_reference ${s} where ${s}.rid = ${r}.rid and ${s}.param = ${keys(type, param.code, sql)} and ${s}.target = any(${test}))`;
  const tests: string[] = [];
  if (patients.length > 0) tests.push(isOfPatient(type, param.code) ? `${r}.patient = any(${samePerson(patients, sql)})` : rows(`array(select md5('Patient/' || o)::uuid from unnest(${samePerson(patients, sql)}) o)`, sql.alias()));
  if (patients.length < targets.length) tests.push(rows(`${sql.bind(targets.filter((target) => !isPatient(target)).map(targetKey))}::uuid[]`, sql.alias()));
  return anyOf(tests);
}

/** Ids of all Patients of the same persons: whoever asks by one source's Patient sees the whole record. */
function samePerson(patients: readonly string[], sql: Sql): string {
  const ids = `${sql.bind(patients)}::text[]`;
  return `array(select o.id from resource p join resource o on o.person = p.person and o.type = 'Patient' where p.type = 'Patient' and p.id = any(${ids}) and ${sql.shown('p')} and ${sql.shown('o')}) || ${ids}`;
}

const VERSION = /\/_history\/[A-Za-z0-9\-.]{1,64}$/;

/**
 * What a value may refer to: `Patient/p1`, a whole address, `system|value` with `:identifier`; `p1` with the type of the modifier, else any
 * that the parameter allows, where one that says whom it is about means the Patient. A version is left out, as rows leave it out.
 */
export function targetsOf({ code, target = [] }: SearchParameter, modifier: string, value: string): string[] {
  if (modifier === 'identifier') return [plain(value)];
  const name = plain(value).replace(VERSION, '');
  if (/[/:|]/.test(name)) return [name];
  const types = modifier !== '' ? [modifier] : saysWhom(code) && target.includes('Patient') ? ['Patient'] : target;
  return types.map((type) => `${type}/${name}`);
}

function lastUpdated(filter: Value, value: string, r: string, sql: Sql): string {
  const { prefix, rest } = splitPrefix(value);
  const range = dateRange(rest) ?? refuse(filter, 'không phải ngày giờ');
  const at = (low: string) => (): string => `to_timestamp(${sql.bind(low)}::numeric / 1000)`;
  return comparePoint(prefix, `${r}.updated`, at(range.low), at(range.high));
}

function missing({ type, param, values }: Value, r: string, sql: Sql): string {
  const s = sql.alias();
  const rows = param.code === 'identifier' ? `resource_identifier ${s} where ${s}.rid = ${r}.rid` : `${TABLE[param.type] ?? 'search_token'} ${s} where ${s}.rid = ${r}.rid and ${s}.param = ${keys(type, param.code, sql)}`;
  const own = isOfPatient(type, param.code) ? ` and ${r}.patient is null` : '';
  return values[0] === 'true' ? `(not exists (select 1 from ${rows})${own})` : `not (not exists (select 1 from ${rows})${own})`;
}

function refuse(filter: Value, reason: string): never {
  throw new Fault(STORE_FAULTS.badSearch, { type: filter.type, param: filter.param.code, reason });
}
