import { Fault } from '#platform/fault';
import type { SearchParameter } from '#platform/fhir';
import { STORE_FAULTS } from '../faults.ts';
import { parametersBy } from './extract.ts';
import { MOMENT_PARAMS } from './moment.ts';
import { UNSEARCHED } from './rows.ts';

export type Filter =
  | { readonly kind: 'value'; readonly type: string; readonly param: SearchParameter; readonly modifier: string; readonly values: readonly string[] }
  /** `subject:Patient.name=an`: what it refers to fulfils the inner filter. */
  | { readonly kind: 'chain'; readonly type: string; readonly param: SearchParameter; readonly target: string; readonly inner: Filter }
  /** `_has:Condition:patient:code=I10`: something that refers to it fulfils the inner filter. */
  | { readonly kind: 'has'; readonly type: string; readonly source: string; readonly param: SearchParameter; readonly inner: Filter };

export interface Query {
  readonly type: string;
  readonly filters: readonly Filter[];
  /** undefined: as it comes cheapest, but always the same way for the same query. */
  readonly sort: { readonly by: 'moment' | 'updated'; readonly descending: boolean } | undefined;
  readonly count: number;
}

const MODIFIERS: ReadonlySet<string> = new Set(['', 'not', 'missing', 'exact', 'contains', 'below', 'identifier']);
const MOST = 1000;
const MOST_FILTERS = 30;
const MOST_VALUES = 200;

/**
 * Reads a FHIR search: `Observation`, `code=718-7&date=ge2026&_sort=-date&_count=20`.
 * @throws Fault record.bad-search naming the parameter
 */
export function parseQuery(type: string, text: string): Query {
  const pairs = [...new URLSearchParams(text)];
  const bad = (param: string, reason: string): Fault => new Fault(STORE_FAULTS.badSearch, { type, param, reason });
  if (pairs.length > MOST_FILTERS) throw bad('', `quá ${MOST_FILTERS} điều kiện`);
  const filters: Filter[] = [];
  let sort: Query['sort'];
  let count = 20;
  for (const [name, value] of pairs) {
    if (name === '_count') {
      if (!/^\d{1,4}$/.test(value) || Number(value) > MOST) throw bad(name, `phải là số từ 0 đến ${MOST}`);
      count = Number(value);
    } else if (name === '_sort') {
      sort = sortOf(type, value);
      if (sort === undefined) throw bad(name, 'chỉ sắp xếp được theo ngày của tài nguyên hoặc _lastUpdated');
    } else if (name !== '_total' && name !== '_format') filters.push(parseFilter(type, name, value));
  }
  return { type, filters, sort, count };
}

function sortOf(type: string, value: string): Query['sort'] {
  const descending = value.startsWith('-');
  const name = descending ? value.slice(1) : value;
  if (name === '_lastUpdated') return { by: 'updated', descending };
  return MOMENT_PARAMS.includes(name) && parametersBy(type).get(name)?.type === 'date' ? { by: 'moment', descending } : undefined;
}

/** @throws Fault record.bad-search */
export function parseFilter(type: string, name: string, value: string): Filter {
  const bad = (reason: string): Fault => new Fault(STORE_FAULTS.badSearch, { type, param: name.slice(0, 60), reason });
  if (value === '') throw bad('thiếu giá trị');
  if (name.startsWith('_has:')) {
    const [, source = '', reference = '', ...rest] = name.split(':');
    const param = parametersBy(source).get(reference);
    if (param?.type !== 'reference' || rest.length === 0) throw bad('cần dạng _has:Loại:tham_chiếu:tham_số');
    return { kind: 'has', type, source, param, inner: parseFilter(source, rest.join(':'), value) };
  }
  const dot = name.indexOf('.');
  const head = dot === -1 ? name : name.slice(0, dot);
  const [code = '', modifier = ''] = head.split(':');
  const param = parametersBy(type).get(code);
  if (param === undefined || (UNSEARCHED.has(code) && code === '_source')) throw bad('loại tài nguyên này không có tham số đó');
  if (dot !== -1) {
    const targets = modifier === '' ? param.target ?? [] : [modifier];
    // Chained parameters without a type mean the Patient where there may be one.
    const target = targets.includes('Patient') ? 'Patient' : targets[0];
    if (param.type !== 'reference' || target === undefined) throw bad('không nối tiếp được từ tham số này');
    return { kind: 'chain', type, param, target, inner: parseFilter(target, name.slice(dot + 1), value) };
  }
  if (!MODIFIERS.has(modifier) && param.type !== 'reference') throw bad(`không hiểu “:${modifier}”`);
  // A comma in a value is written `\,`.
  const values = value.split(/(?<!\\),/).map((one) => one.replaceAll('\\,', ','));
  if (values.length > MOST_VALUES || values.some((one) => one === '')) throw bad(`mỗi điều kiện có từ 1 đến ${MOST_VALUES} giá trị`);
  return { kind: 'value', type, param, modifier, values };
}
