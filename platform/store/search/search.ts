import { z } from 'zod';
import type { Tx } from '#platform/db';
import { Fault } from '#platform/fault';
import { STORE_FAULTS } from '../faults.ts';
import { COLUMNS, opened, storedRow, type Stored } from '../read.ts';
import { paramKey, targetKey } from './key.ts';
import { splitToken } from './escape.ts';
import { momentParam } from './moment.ts';
import { predicate, targetsOf, tokenTest } from './predicate.ts';
import { parseQuery, type Filter, type Query } from './query.ts';
import { dateRange, splitPrefix } from './range.ts';
import { saysWhom } from './rows.ts';
import { Sql } from './sql.ts';

export interface Found {
  readonly resources: readonly Stored[];
  /** Where the next page begins; undefined when this is the last. */
  readonly next: string | undefined;
}

export interface Options {
  /** `next` of the page before. */
  readonly after?: string;
  /** Resources that carry one of these labels are as if they were not there. */
  readonly hidden?: readonly string[];
}

/**
 * Searches one type by R4's parameters. No total is counted.
 *     search(tx, 'Observation', 'patient=p1&code=718-7&_sort=-date')
 * @throws Fault record.bad-search, record.bad-place
 */
export async function search(tx: Tx, type: string, text: string, options: Options = {}): Promise<Found> {
  const query = parseQuery(type, text);
  const { sql, params } = compileSearch(query, options);
  const rows = await tx.query(`select ${COLUMNS}, ${PLACE} ${sql}`, params, placedRow);
  const page = rows.slice(0, query.count);
  const last = page.at(-1);
  const next = rows.length > query.count && last !== undefined ? `${orderOf(query).by === 'updated' ? last.micros : last.moment}.${last.rid}` : undefined;
  // A resource with one code under two systems has two rows side by side.
  return { resources: page.filter((row, index) => row.rid !== page[index - 1]?.rid).map(opened), next };
}

const PLACE = "r.rid::text as rid, r.moment::text as moment, (extract(epoch from r.updated) * 1000000)::bigint::text as micros";
const placedRow = storedRow.extend({ rid: z.string(), moment: z.string(), micros: z.string() });

/** Everything behind `select …`. One row more than asked tells that there are more. @returns key: the columns of the order */
export function compileSearch(query: Query, options: Options = {}): { sql: string; params: readonly unknown[]; key: string } {
  const sql = new Sql(options.hidden);
  const order = orderOf(query);
  const driver = order.by === 'moment' ? driverOf(query) : undefined;
  const type = sql.bind(query.type);
  const where = [`r.type = ${type}`, 'not r.deleted', sql.shown('r'), ...query.filters.filter((one) => one !== driver).map((filter) => predicate(filter, 'r', sql))];
  let from = 'resource r';
  let key = order.by === 'updated' ? ['r.updated', 'r.rid'] : ['r.moment', 'r.rid'];
  if (driver !== undefined) {
    const isToken = driver.param.type === 'token';
    from = `${isToken ? 'search_token' : 'search_reference'} t join resource r on r.rid = t.rid`;
    key = ['t.moment', 't.rid'];
    const [value = ''] = driver.values;
    const test = isToken ? tokenTest(value, 't', sql) : `t.target = ${sql.bind(targetKey(targetsOf(driver.param, driver.modifier, value)[0] ?? ''))}`;
    where.unshift(`t.param = ${sql.bind(paramKey(query.type, driver.param.code))} and ${test}`);
  }
  const upper = order.by === 'moment' ? momentBelow(query, sql) : undefined;
  if (upper !== undefined) where.push(`${key[0]} < ${upper}`);
  if (options.after !== undefined) where.push(`(${key.join(', ')}) ${order.descending ? '<' : '>'} (${placeIn(options.after, order.by, sql)})`);
  const way = order.descending ? 'desc' : 'asc';
  return { sql: `from ${from} where ${where.join(' and ')} order by ${key.map((one) => `${one} ${way}`).join(', ')} limit ${sql.bind(query.count + 1)}`, params: sql.params, key: key.join(', ') };
}

function orderOf(query: Query): { by: 'moment' | 'updated'; descending: boolean } {
  return query.sort ?? (query.filters.length === 0 ? { by: 'updated', descending: true } : { by: 'moment', descending: true });
}

/** Found in nearly every resource of a type: nothing to begin with. */
const COMMON: ReadonlySet<string> = new Set(['status', 'category', 'class', 'gender', 'active', 'clinical-status', 'verification-status', 'intent', 'use', 'priority', 'type', '_tag', '_security', '_profile', 'deceased']);

type Value = Extract<Filter, { kind: 'value' }>;

/** The token or reference whose rows, which stand in the order of time, the page is read from. None when the patient is given: his rows are few. */
function driverOf(query: Query): Value | undefined {
  const values = query.filters.filter((one): one is Value => one.kind === 'value');
  if (values.some((one) => (saysWhom(one.param.code) && one.modifier !== 'missing') || one.param.code === '_id' || one.param.code === 'identifier')) return undefined;
  const single = values.filter((one) => one.values.length === 1 && !one.param.code.startsWith('combo-'));
  const tokens = single.filter((one) => one.param.type === 'token' && one.modifier === '' && splitToken(one.values[0] ?? '').code !== '');
  const references = single.filter((one) => one.param.type === 'reference' && one.modifier !== 'missing' && targetsOf(one.param, one.modifier, one.values[0] ?? '').length === 1);
  return tokens.find((one) => !COMMON.has(one.param.code)) ?? references[0] ?? tokens[0];
}

/** What is asked to have begun before a day has its moment before it too, when the parameter is the one that the moment is taken from. */
function momentBelow(query: Query, sql: Sql): string | undefined {
  const first = momentParam(query.type);
  for (const filter of query.filters) {
    if (filter.kind !== 'value' || filter.param.code !== first || filter.values.length !== 1 || filter.modifier !== '') continue;
    const { prefix, rest } = splitPrefix(filter.values[0] ?? '');
    const range = dateRange(rest);
    if (range === undefined) continue;
    if (prefix === 'lt' || prefix === 'eb') return `${sql.bind(range.low)}::bigint`;
    if (prefix === 'le' || prefix === 'eq') return `${sql.bind(range.high)}::bigint`;
  }
  return undefined;
}

function placeIn(after: string, by: 'moment' | 'updated', sql: Sql): string {
  const parts = /^(-?\d{1,18})\.(\d{1,18})$/.exec(after);
  if (parts === null) throw new Fault(STORE_FAULTS.badPlace);
  const value = `${sql.bind(parts[1])}::bigint`;
  return `${by === 'updated' ? `'epoch'::timestamptz + ${value} * interval '1 microsecond'` : value}, ${sql.bind(parts[2])}::bigint`;
}
