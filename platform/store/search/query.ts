import { Fault } from '#platform/fault';
import type { SearchParameter } from '#platform/fhir';
import { STORE_FAULTS } from '../faults.ts';
import { parametersBy } from './extract.ts';
import { split } from './escape.ts';
import { momentParam } from './moment.ts';

export type Filter =
  | { readonly kind: 'value'; readonly type: string; readonly param: SearchParameter; readonly modifier: string; /** As written, with their escapes. */ readonly values: readonly string[] }
  /** `subject:Patient.name=an`: what it refers to fulfils the inner filter. */
  | { readonly kind: 'chain'; readonly type: string; readonly param: SearchParameter; readonly target: string; readonly inner: Filter }
  /** `_has:Condition:patient:code=I10`: something that refers to it fulfils the inner filter. */
  | { readonly kind: 'has'; readonly type: string; readonly source: string; readonly param: SearchParameter; readonly inner: Filter };

export interface Query {
  readonly type: string;
  readonly filters: readonly Filter[];
  /** undefined: newest first; by when it was written where nothing is asked, else by its moment. */
  readonly sort: { readonly by: 'moment' | 'updated'; readonly descending: boolean } | undefined;
  readonly count: number;
}

/** Modifiers of each kind of parameter; a reference takes the types it may point to, too. */
const MODIFIERS: Readonly<Record<SearchParameter['type'], readonly string[]>> = {
  token: ['not', 'missing'], string: ['exact', 'contains', 'missing'], uri: ['below', 'missing'], reference: ['identifier', 'missing'],
  date: ['missing'], number: ['missing'], quantity: ['missing'], composite: ['missing'], special: [],
};
/** Every resource has these: nothing can be missing. */
const ALWAYS: ReadonlySet<string> = new Set(['_id', '_lastUpdated']);
const MOST = 1000;
const MOST_FILTERS = 30;
const MOST_VALUES = 200;
/** Links of a chain, forwards or backwards. */
const MOST_LINKS = 5;

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
    if (`${name}${value}`.includes('\u0000')) throw bad('', 'có ký tự rỗng (mã 0)');
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
  return name === momentParam(type) ? { by: 'moment', descending } : undefined;
}

/** @throws Fault record.bad-search */
function parseFilter(type: string, name: string, value: string, links = 0): Filter {
  const bad = (reason: string): Fault => new Fault(STORE_FAULTS.badSearch, { type, param: name.slice(0, 60), reason });
  if (links > MOST_LINKS) throw bad(`nối tiếp quá ${MOST_LINKS} lần`);
  if (value === '') throw bad('thiếu giá trị');
  if (name.startsWith('_has:')) {
    const [, source = '', reference = '', ...rest] = name.split(':');
    const param = parametersBy(source).get(reference);
    if (param?.type !== 'reference' || rest.length === 0) throw bad('cần dạng _has:Loại:tham_chiếu:tham_số');
    return { kind: 'has', type, source, param, inner: parseFilter(source, rest.join(':'), value, links + 1) };
  }
  const dot = name.indexOf('.');
  const head = dot === -1 ? name : name.slice(0, dot);
  const [code = '', modifier = ''] = head.split(':');
  const param = parametersBy(type).get(code);
  if (param?.expression === undefined || code === '_source') throw bad('loại tài nguyên này không có tham số đó');
  if (dot !== -1) {
    const targets = (param.target ?? []).filter((one) => modifier === '' || one === modifier);
    // Chained parameters without a type mean the Patient where there may be one.
    const target = targets.includes('Patient') ? 'Patient' : targets[0];
    if (param.type !== 'reference' || target === undefined) throw bad('không nối tiếp được từ tham số này');
    return { kind: 'chain', type, param, target, inner: parseFilter(target, name.slice(dot + 1), value, links + 1) };
  }
  const isKnown = modifier === '' || (MODIFIERS[param.type].includes(modifier) && !(modifier === 'missing' && ALWAYS.has(code))) || (param.type === 'reference' && param.target?.includes(modifier) === true);
  if (!isKnown) throw bad(`không hiểu “:${modifier}”`);
  const values = split(value, ',');
  if (modifier === 'missing' && value !== 'true' && value !== 'false') throw bad('phải là true hoặc false');
  if (modifier === 'identifier' && values.some((one) => !/^[^|]*\|[^|]/.test(one))) throw bad('cần cả hệ mã và mã: hệ|mã');
  if (values.length > MOST_VALUES || values.some((one) => one === '')) throw bad(`mỗi điều kiện có từ 1 đến ${MOST_VALUES} giá trị`);
  return { kind: 'value', type, param, modifier, values };
}
