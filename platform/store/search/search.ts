import { z } from 'zod';
import type { View } from '#platform/access';
import { viewIn } from '#platform/access/server';
import type { Tx } from '#platform/db';
import { Fault } from '#platform/fault';
import { STORE_FAULTS } from '../faults.ts';
import { COLUMNS, openAll, storedRow, type Stored } from '../read.ts';
import { driverOf, isAskedOfEach } from './driver.ts';
import { momentParam } from './moment.ts';
import { predicate } from './predicate.ts';
import { parseQuery, type Query } from './query.ts';
import { dateRange, splitPrefix } from './range.ts';
import { Sql } from './sql.ts';

export interface Found {
  readonly resources: readonly Stored[];
  /** Where the next page begins; undefined when this is the last. */
  readonly next: string | undefined;
}

export interface Options {
  /** `next` of the page before. */
  readonly after?: string;
  /** What the policies are asked for; `search` when absent. */
  readonly action?: 'search' | 'export';
}

/**
 * Searches one type by R4's parameters, with the eyes of the transaction's caller: the policies are part of the statement, and hold for every
 * resource that it looks at. No total is counted.
 *     search(tx, 'Observation', 'patient=p1&code=718-7&_sort=-date')
 * @throws Fault record.bad-search, record.bad-place
 */
export async function search(tx: Tx, type: string, text: string, options: Options = {}): Promise<Found> {
  const query = parseQuery(type, text);
  const { sql, params, order } = compileSearch(query, await viewIn(tx), options);
  const rows = await tx.query(`select ${COLUMNS}, r.rid::text as rid, ${PLACE[order]} as place ${sql}`, params, placedRow);
  const page = rows.slice(0, query.count);
  const last = page.at(-1);
  const next = rows.length > query.count && last !== undefined ? `${order === 'value' ? Buffer.from(last.place).toString('base64url') : last.place}.${last.rid}` : undefined;
  // A resource with one code under two systems has two rows side by side.
  return { resources: await openAll(tx, page.filter((row, index) => row.rid !== page[index - 1]?.rid)), next };
}

type Order = 'moment' | 'updated' | 'value';
const PLACE: Readonly<Record<Order, string>> = { moment: 'r.moment::text', updated: '(extract(epoch from r.updated) * 1000000)::bigint::text', value: 't.value' };
const placedRow = storedRow.extend({ rid: z.string(), place: z.string() });

export interface Compiled {
  /** Everything behind `select …`; the resource is `r`. One row more than asked tells that there are more. */
  readonly sql: string;
  readonly params: readonly unknown[];
  readonly order: Order;
  /** The columns of the order. */
  readonly key: string;
}

export function compileSearch(query: Query, view: View, options: Options = {}): Compiled {
  const sql = new Sql(view, options.action ?? 'search');
  const asked = query.sort ?? (query.filters.length === 0 ? { by: 'updated' as const, descending: true } : { by: 'moment' as const, descending: true });
  const driver = asked.by === 'moment' ? driverOf(query) : undefined;
  const order: Order = driver?.order === 't.value' ? 'value' : asked.by;
  const descending = order === 'value' ? false : asked.descending;
  const key = driver === undefined ? [order === 'updated' ? 'r.updated' : 'r.moment', 'r.rid'] : [driver.order, 't.rid'];
  const where = [
    ...(driver === undefined ? [] : [driver.test(sql)]), `r.type = ${sql.bind(query.type)}`, 'not r.deleted', sql.shown('r'),
    ...query.filters.filter((one) => one !== driver?.answers).map((filter) => predicate(filter, 'r', sql, isAskedOfEach(filter, query, driver))),
  ];
  const upper = order === 'moment' ? momentBelow(query, sql) : undefined;
  if (upper !== undefined) where.push(`${key[0]} < ${upper}`);
  if (options.after !== undefined) where.push(`(${key.join(', ')}) ${descending ? '<' : '>'} (${placeIn(options.after, order, sql)})`);
  const from = driver === undefined ? 'resource r' : `${driver.table} t join resource r on r.rid = t.rid`;
  const way = descending ? 'desc' : 'asc';
  return { sql: `from ${from} where ${where.join(' and ')} order by ${key.map((one) => `${one} ${way}`).join(', ')} limit ${sql.bind(query.count + 1)}`, params: sql.params, order, key: key.join(', ') };
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

function placeIn(after: string, order: Order, sql: Sql): string {
  const parts = (order === 'value' ? /^([A-Za-z0-9_-]{0,4000})\.(\d{1,18})$/ : /^(-?\d{1,18})\.(\d{1,18})$/).exec(after);
  if (parts === null) throw new Fault(STORE_FAULTS.badPlace);
  const [, place = '', rid] = parts;
  const value = order === 'value' ? sql.bind(Buffer.from(place, 'base64url').toString('utf8').replaceAll('\u0000', '')) : `${sql.bind(place)}::bigint`;
  return `${order === 'updated' ? `'epoch'::timestamptz + ${value} * interval '1 microsecond'` : value}, ${sql.bind(rid)}::bigint`;
}
