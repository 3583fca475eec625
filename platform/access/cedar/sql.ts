import { isEqual, isLike } from './closure.ts';
import type { Attributes } from './closure.ts';
import type { CompiledPolicy, Expr, Value } from './tree.ts';

/** Where values are bound; each bind may be used once or often. */
export interface Binder {
  /** @returns `$n` */
  bind(value: unknown): string;
}

/**
 * How an attribute of the resource stands in the statement. `text`: a column, null when it has none. `labels`: a text[] column, never null.
 * `relation`: a set that is a table; `holds` says that it has one of the values.
 */
export type Column =
  | { readonly kind: 'text'; readonly sql: string; readonly optional: boolean; /** A column of uuid: other texts equal none of its values. */ readonly uuid?: boolean }
  | { readonly kind: 'labels'; readonly sql: string }
  | { readonly kind: 'relation'; /** @param values SQL of a text[] */ holds(values: string, sql: Binder): string };

export interface Known {
  readonly action: string;
  readonly kind: string;
  readonly principal: Attributes;
  readonly context: Attributes;
}

/** An attribute that is not there, or of another type: the policy does not apply, as in Cedar. */
const SKIP = new Error('skip');
/** Worked out already, or SQL that is true, false or null. */
type Part = { readonly known: Value } | { readonly sql: string } | { readonly column: Column };

/**
 * The policies as one condition of a WHERE over the columns of a row: what is known of the caller is worked out, what is left is SQL.
 * A forbid that PostgreSQL cannot decide (null) forbids; a permit that it cannot decide does not permit.
 *     doctor at 62990 → (r.facility = $1 or (select true from access_relation …) is not null) and (r.labels = '{}' or r.facility = $1) and not coalesce(…, true)
 * @param columns attributes of the resource; one that is missing here is a fault of the program
 */
export function compileSql(policies: readonly CompiledPolicy[], known: Known, columns: Readonly<Record<string, Column>>, sql: Binder): string {
  return fill(templateOf((later) => condition(policies, { known, columns, sql: later })), sql);
}

/** SQL whose values are bound when it is used. */
export interface Template {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/**
 * What is worked out to true or false drops conditions that have bound values already, and PostgreSQL refuses a parameter that stands nowhere:
 * so values are bound when it is known which remain.
 */
export function templateOf(make: (later: Binder) => string): Template {
  const values: unknown[] = [];
  const sql = make({
    bind: (value) => {
      // Lists and days stand with their type, so that one place serves them all.
      const known = Array.isArray(value) || /^\d{8}$/.test(String(value)) ? values.findIndex((one) => JSON.stringify(one) === JSON.stringify(value)) : -1;
      return `\u0001${known === -1 ? values.push(value) - 1 : known}\u0001`;
    },
  });
  return { sql, values };
}

export function fill(template: Template, sql: Binder): string {
  const places = new Map<string, string>();
  return template.sql.replaceAll(/\u0001(\d+)\u0001/g, (mark, at: string) => {
    const place = places.get(mark) ?? sql.bind(template.values[Number(at)]);
    places.set(mark, place);
    return place;
  });
}

function condition(policies: readonly CompiledPolicy[], place: Place): string {
  const { known } = place;
  const applicable = policies.filter((one) => (one.kind === undefined || one.kind === known.kind) && (one.actions === undefined || one.actions.includes(known.action)));
  const of = (effect: CompiledPolicy['effect']): string[] => [...new Set(applicable.filter((one) => one.effect === effect).map((one) => conditionOf(one, place)))].filter((one) => one !== 'false');
  const permits = together(of('permit'));
  if (permits.length === 0) return 'false';
  const forbids = of('forbid');
  if (forbids.includes('true')) return 'false';
  const permitted = permits.includes('true') ? [] : [permits.length === 1 ? permits[0] ?? 'false' : `(${permits.join(' or ')})`];
  const all = [...permitted, ...forbids.map(denied)];
  return all.length === 0 ? 'true' : all.join(' and ');
}

/** That a forbid does not hold. `not (x)` is undone: in a WHERE, what is null does not pass either way. */
function denied(forbid: string): string {
  const inner = /^not \((.*)\)$/.exec(forbid)?.[1];
  return inner !== undefined && isWhole(inner) ? `(${inner})` : `not coalesce(${forbid}, true)`;
}

/** Whether no bracket of the text closes one from before it. */
function isWhole(text: string): boolean {
  let open = 0;
  for (const sign of text) {
    if (sign === '(') open += 1;
    else if (sign === ')') open -= 1;
    if (open < 0) return false;
  }
  return open === 0;
}

/**
 * That the person of a row has one of these relations to one of these facilities on a day. A scalar subquery: an EXISTS could be hashed, and then
 * all relations of a facility are gathered for twenty rows.
 * @param r alias of the row @param values SQL of a text[] @param day SQL of a date
 */
export function related(r: string, kinds: readonly string[], values: string, day: string): string {
  const kind = kinds.length === 1 ? `a.kind = '${kinds[0] ?? ''}'` : `a.kind in (${kinds.map((one) => `'${one}'`).join(', ')})`;
  return `(select true from access_relation a where a.person = ${r}.person and a.facility = any(${values}) and ${kind} and ${day} between a.valid_from and a.valid_to limit 1) is not null`;
}

const RELATED = /^\(select true from access_relation a where a\.person = ([a-z0-9]+)\.person and a\.facility = any\(([^()]*)\) and a\.kind = '([a-z]+)' and ([^ ]+) between a\.valid_from and a\.valid_to limit 1\) is not null$/;

/** Relations to the same facilities on the same day are asked for at once. */
function together(conditions: readonly string[]): string[] {
  const kinds = new Map<string, string[]>();
  const rest: string[] = [];
  for (const one of conditions) {
    const [, r, values, kind, day] = RELATED.exec(one) ?? [];
    if (r === undefined || kind === undefined) rest.push(one);
    else kinds.set(`${r}|${values}|${day}`, [...kinds.get(`${r}|${values}|${day}`) ?? [], kind]);
  }
  return [...rest, ...[...kinds].map(([key, all]) => { const [r = '', values = '', day = ''] = key.split('|'); return related(r, all, values, day); })];
}

interface Place {
  readonly known: Known;
  readonly columns: Readonly<Record<string, Column>>;
  readonly sql: Binder;
}

function conditionOf(policy: CompiledPolicy, place: Place): string {
  const [only, ...more] = policy.conditions;
  try {
    // `unless` forbids where its condition does not hold: said the other way round, it is one condition of the WHERE.
    if (policy.effect === 'forbid' && more.length === 0 && only?.kind === 'not') return turned(test(only.arg, place, true));
    return and(policy.conditions.map((one) => () => test(one, place, policy.effect === 'permit')), policy.effect === 'permit');
  } catch (error) {
    if (error === SKIP) return 'false';
    throw error;
  }
}

const turned = (condition: string): string => (condition === 'true' ? 'false' : condition === 'false' ? 'true' : `not (${condition})`);

/**
 * In order; what is false ends it, so that what follows (a guarded attribute) is not looked at.
 * @param plain it stands in a WHERE as it is: there, `x is not null and x = 1` is `x = 1`
 */
function and(parts: readonly (() => string)[], plain: boolean): string {
  const left: string[] = [];
  for (const part of parts) {
    const one = part();
    if (one === 'false') return 'false';
    if (one !== 'true') left.push(one);
  }
  const kept = [...new Set(left)].filter((one) => !plain || !left.some((other) => one === `${other.slice(0, other.indexOf(' '))} is not null` && / (?:= |= any\(|<> )/.test(other)));
  return kept.length === 0 ? 'true' : kept.length === 1 ? kept[0] ?? 'true' : `(${kept.join(' and ')})`;
}

const partsOf = (expr: Expr, kind: '&&' | '||'): Expr[] => (expr.kind === kind ? [...partsOf(expr.left, kind), ...partsOf(expr.right, kind)] : [expr]);

/** An expression as a condition: `true`, `false` or SQL. @param plain nothing turns it round */
function test(expr: Expr, place: Place, plain: boolean): string {
  switch (expr.kind) {
    case '&&': return and(partsOf(expr, '&&').map((one) => () => test(one, place, plain)), plain);
    case '||': {
      const found: string[] = [];
      for (const one of partsOf(expr, '||')) {
        const condition = test(one, place, plain);
        if (condition === 'true') return 'true';
        if (condition !== 'false' && !found.includes(condition)) found.push(condition);
      }
      return found.length === 0 ? 'false' : found.length === 1 ? found[0] ?? 'false' : `(${found.join(' or ')})`;
    }
    case 'not': {
      const arg = test(expr.arg, place, false);
      return /^[a-z0-9.]+ is not null$/.test(arg) ? arg.replace('is not null', 'is null') : turned(arg);
    }
    case 'if': {
      const condition = test(expr.test, place, false);
      if (condition === 'true') return test(expr.yes, place, plain);
      if (condition === 'false') return test(expr.no, place, plain);
      return `case when ${condition} then ${test(expr.yes, place, false)} else ${test(expr.no, place, false)} end`;
    }
    default: {
      const part = partOf(expr, place);
      if ('known' in part) {
        if (typeof part.known !== 'boolean') throw SKIP;
        return part.known ? 'true' : 'false';
      }
      if ('column' in part) throw SKIP;
      return part.sql;
    }
  }
}

function columnOf(name: string, place: Place): Column {
  const column = place.columns[name];
  if (column === undefined) throw new Error(`the attribute “${name}” of ${place.known.kind} has no column here`);
  return column;
}

function partOf(expr: Expr, place: Place): Part {
  switch (expr.kind) {
    case 'value': return { known: expr.value };
    case 'set': return { known: expr.items.map((item) => {
      const one = partOf(item, place);
      if (!('known' in one) || typeof one.known !== 'string') throw SKIP;
      return one.known;
    }) };
    case 'attribute': {
      if (expr.of === 'resource') return { column: columnOf(expr.name, place) };
      const found = place.known[expr.of][expr.name];
      if (found === undefined) throw SKIP;
      return { known: found };
    }
    case 'has': {
      if (expr.of !== 'resource') return { known: place.known[expr.of][expr.name] !== undefined };
      const column = columnOf(expr.name, place);
      return column.kind === 'text' && column.optional ? { sql: `${column.sql} is not null` } : { known: true };
    }
    case 'isEmpty': return emptiness(partOf(expr.arg, place));
    case 'like': {
      const arg = partOf(expr.arg, place);
      if ('known' in arg) {
        if (typeof arg.known !== 'string') throw SKIP;
        return { known: isLike(arg.known, expr.pattern) };
      }
      if (!('column' in arg) || arg.column.kind !== 'text') throw SKIP;
      const pattern = expr.pattern.map((one) => (one === null ? '%' : one.replaceAll(/[\\%_]/g, '\\$&'))).join('');
      return { sql: `${arg.column.sql} like ${place.sql.bind(pattern)}` };
    }
    case '&&': case '||': case 'not': case 'if': {
      const condition = test(expr, place, false);
      return condition === 'true' || condition === 'false' ? { known: condition === 'true' } : { sql: condition };
    }
    default: return compare(expr.kind, partOf(expr.left, place), partOf(expr.right, place), place);
  }
}

function emptiness(arg: Part): Part {
  if ('known' in arg && typeof arg.known === 'object') return { known: arg.known.length === 0 };
  if ('column' in arg && arg.column.kind === 'labels') return { sql: `${arg.column.sql} = '{}'` };
  throw new Error('isEmpty() is known for labels alone');
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type Comparison = Exclude<Extract<Expr, { left: Expr }>['kind'], '&&' | '||'>;

/** @throws Error for a comparison between columns that no policy needs: better no start than a wrong answer */
function compare(kind: Comparison, left: Part, right: Part, place: Place): Part {
  if ('known' in left && 'known' in right) return { known: compareKnown(kind, left.known, right.known) };
  const [column, other, turned] = 'column' in left ? [left.column, right, false] : 'column' in right ? [right.column, left, true] : [undefined, left, false];
  if (column === undefined || !('known' in other)) throw new Error(`${kind} between parts that are both unknown`);
  const value = other.known;
  const bound = (): string => place.sql.bind(value);
  const strings = (): string => `${place.sql.bind(typeof value === 'object' ? value : [value])}::text[]`;
  if (column.kind === 'text') {
    const fits = (one: string): boolean => column.uuid !== true || UUID.test(one);
    if (kind === 'contains' && turned && typeof value === 'object') {
      const some = value.filter(fits);
      return some.length === 0 ? { known: false } : { sql: `${column.sql} = any(${place.sql.bind(some)}::${column.uuid === true ? 'uuid' : 'text'}[])` };
    }
    if ((kind === '==' || kind === '!=') && typeof value === 'string' && fits(value)) return { sql: `${column.sql} ${kind === '==' ? '=' : '<>'} ${bound()}` };
    if (kind === '==' || kind === '!=') return { known: kind === '!=' };
    throw SKIP;
  }
  if (column.kind === 'labels') {
    if (kind === 'contains' && !turned && typeof value === 'string') return { sql: `${column.sql} @> ${strings()}` };
    if (typeof value !== 'object') throw SKIP;
    if (kind === '==' || kind === '!=') return { sql: `${kind === '==' ? '' : 'not '}(${column.sql} @> ${strings()} and ${column.sql} <@ ${strings()})` };
    if (kind === 'containsAny') return { sql: value.length === 0 ? 'false' : `${column.sql} && ${strings()}` };
    // Nothing is contained in nothing but nothing itself: said so that it costs no comparison of lists.
    if (kind === 'containsAll') return { sql: turned ? (value.length === 0 ? `${column.sql} = '{}'` : `${column.sql} <@ ${strings()}`) : `${column.sql} @> ${strings()}` };
    throw SKIP;
  }
  if (kind === 'contains' && !turned && typeof value === 'string') return { sql: column.holds(strings(), place.sql) };
  if (kind === 'containsAny' && typeof value === 'object') return { sql: value.length === 0 ? 'false' : column.holds(strings(), place.sql) };
  throw new Error(`${kind} is not known for a relation`);
}

function compareKnown(kind: Comparison, left: Value, right: Value): boolean {
  switch (kind) {
    case '==': return isEqual(left, right);
    case '!=': return !isEqual(left, right);
    case 'contains': case 'containsAll': case 'containsAny': {
      if (typeof left !== 'object') throw SKIP;
      if (kind === 'contains') {
        if (typeof right !== 'string') throw SKIP;
        return left.includes(right);
      }
      if (typeof right !== 'object') throw SKIP;
      return kind === 'containsAll' ? right.every((one) => left.includes(one)) : right.some((one) => left.includes(one));
    }
    default: {
      if (typeof left !== 'number' || typeof right !== 'number') throw SKIP;
      return kind === '<' ? left < right : kind === '<=' ? left <= right : kind === '>' ? left > right : left >= right;
    }
  }
}

