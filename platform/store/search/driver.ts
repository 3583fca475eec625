import { fold } from '#platform/db';
import { componentsOf } from './components.ts';
import { plain, split, splitToken } from './escape.ts';
import { paramKey, targetKey } from './key.ts';
import { momentParam } from './moment.ts';
import { LAST, targetsOf, tokenTest } from './predicate.ts';
import type { Filter, Query } from './query.ts';
import { cut, saysWhom } from './rows.ts';
import type { Sql } from './sql.ts';

type Value = Extract<Filter, { kind: 'value' }>;

/** Rows that a page is read from in their own order, so that it need not gather and sort everything that matches. */
export interface Driver {
  readonly table: 'search_token' | 'search_reference' | 'search_string';
  /** What its rows are in the order of, under the alias `t`. */
  readonly order: 't.moment' | 't.value';
  /** The filter that it answers by itself; undefined: all of them still have to be asked. */
  readonly answers: Filter | undefined;
  /** Which rows. */
  test(sql: Sql): string;
}

/** Found in nearly every resource of a type: nothing to begin with, and to be asked row by row. */
const COMMON: ReadonlySet<string> = new Set(['status', 'category', 'class', 'gender', 'active', 'clinical-status', 'verification-status', 'intent', 'use', 'priority', 'type', '_tag', '_security', '_profile', 'deceased']);

const isStatus = (filter: Filter): boolean => filter.kind === 'value' && COMMON.has(filter.param.code);

/**
 * Whether a filter is to be asked of each row as it comes: most of what else matches will fulfil it, and gathered first it would be nearly everything.
 * @param driver what the page is read from, if anything
 */
export function isAskedOfEach(filter: Filter, query: Query, driver: Driver | undefined): boolean {
  if (driver === undefined) return isStatus(filter) && query.filters.some((one) => !isStatus(one));
  return isStatus(filter) || (filter.kind === 'value' && (filter.param.type === 'composite' || filter.param.type === 'date'));
}

/** None when the patient, the id or an identifier is given: then there are few. */
export function driverOf(query: Query): Driver | undefined {
  const values = query.filters.filter((one): one is Value => one.kind === 'value');
  if (values.some((one) => (saysWhom(one.param.code) && one.modifier !== 'missing') || one.param.code === '_id' || one.param.code === 'identifier')) return undefined;
  const single = values.filter((one) => one.values.length === 1 && !one.param.code.startsWith('combo-'));
  const tokens = single.filter((one) => one.param.type === 'token' && one.modifier === '' && splitToken(one.values[0] ?? '').code !== '');
  const telling = tokens.find((one) => !COMMON.has(one.param.code));
  if (telling !== undefined) return byToken(query.type, telling, telling);
  const reference = single.find((one) => one.param.type === 'reference' && one.modifier !== 'missing' && targetsOf(one.param, one.modifier, one.values[0] ?? '').length === 1);
  if (reference !== undefined) return byReference(query.type, reference);
  const part = single.flatMap(firstPart)[0];
  if (part !== undefined) return byToken(query.type, part, undefined);
  const name = query.sort === undefined ? single.find((one) => one.param.type === 'string' && one.modifier === '' && beginningOf(one) !== '') : undefined;
  if (name !== undefined) return byBeginning(query.type, name);
  // A status alone begins a page only where nothing says more.
  const [first] = tokens;
  const isAll = query.filters.every((one) => one.kind === 'value' && (COMMON.has(one.param.code) || one.param.code === momentParam(query.type)));
  return first !== undefined && isAll ? byToken(query.type, first, first) : undefined;
}

function byToken(type: string, { param, values }: Value, answers: Filter | undefined): Driver {
  return { table: 'search_token', order: 't.moment', answers, test: (sql) => `t.param = ${sql.bind(paramKey(type, param.code))} and ${tokenTest(values[0] ?? '', 't', sql)}` };
}

function byReference(type: string, filter: Value): Driver {
  const [target = ''] = targetsOf(filter.param, filter.modifier, filter.values[0] ?? '');
  return { table: 'search_reference', order: 't.moment', answers: filter, test: (sql) => `t.param = ${sql.bind(paramKey(type, filter.param.code))} and t.target = ${sql.bind(targetKey(target))}` };
}

/** `code-value-quantity=718-7$gt5` is a code first: its rows are in the order of time, the value is asked row by row. */
function firstPart(filter: Value): Value[] {
  const [part] = filter.param.type === 'composite' && filter.modifier === '' ? componentsOf(filter.param) : [];
  const [first = ''] = split(filter.values[0] ?? '', '$');
  return part?.type === 'token' && splitToken(first).code !== '' ? [{ ...filter, param: part, values: [first] }] : [];
}

const beginningOf = (filter: Value): string => cut(fold(plain(filter.values[0] ?? '')));

/** In the order of the text. Who has several that begin so stands at the first of them, once. */
function byBeginning(type: string, filter: Value): Driver {
  return {
    table: 'search_string', order: 't.value', answers: filter,
    test: (sql) => {
      const [param, from, to] = [sql.bind(paramKey(type, filter.param.code)), sql.bind(beginningOf(filter)), sql.bind(beginningOf(filter) + LAST)];
      return `t.param = ${param} and t.value >= ${from} and t.value < ${to} and not exists (select 1 from search_string o where o.rid = t.rid and o.param = ${param} and o.value >= ${from} and o.value < t.value)`;
    },
  };
}
