import type { Policy } from './policy.ts';
import { deskPredicate, NOTHING_OPEN, viewOf } from './view.ts';

export interface Scope {
  /** A predicate to AND into WHERE; never empty. */
  readonly sql: string;
  /** Its parameters, numbered from `from`. */
  readonly params: readonly unknown[];
}

/**
 * What part of a table a policy sees, by the policies for desks. Put it into every query over rows that belong to a facility:
 *
 *     const scope = scopeOf(policy, { column: 'd.facility', from: 2 });
 *     tx.query(`select … from dossier d where d.ma_lk = $1 and ${scope.sql}`, [maLk, ...scope.params], row)
 *     -- select … from dossier d where d.ma_lk = $1 and (d.facility is not null and d.facility = $2)
 *
 * Fails closed: a facility account without a facility sees nothing.
 * @param column SQL of the column with the facility's code; written by the programmer, never taken from input
 * @param labels SQL of the column with the row's labels: rows that are specially protected are then not there for whoever may not see them
 * @param from number of the first parameter
 */
export function scopeOf(policy: Policy, { column, labels, from }: { column: string; labels?: string; from: number }): Scope {
  const params: unknown[] = [];
  const binder = { bind: (value: unknown): string => `$${from + params.push(value) - 1}` };
  const sql = deskPredicate(viewOf(policy, NOTHING_OPEN, TODAY), { facility: column, ...(labels === undefined ? {} : { labels }) }, binder);
  return { sql, params };
}

/**
 * As `scopeOf`, but only what labels hide: for rows whose table shows other facilities' rows too.
 * @param column SQL of the facility that a row is of
 */
export function protectedScopeOf(policy: Policy, { column, labels, from }: { column: string; labels: string; from: number }): Scope {
  const params: unknown[] = [];
  const binder = { bind: (value: unknown): string => `$${from + params.push(value) - 1}` };
  const rights = policy.rights ?? [];
  const allowed = [
    `${labels} = '{}'`,
    ...(policy.facility !== null && SHOWS_OWN.has(policy.role) ? [`${column} = ${binder.bind(policy.facility)}`] : []),
    ...(rights.length > 0 ? [`${labels} <@ ${binder.bind([...rights])}::text[]`] : []),
  ];
  return policy.role === 'system' ? { sql: 'true', params: [] } : { sql: `(${allowed.join(' or ')})`, params };
}

const SHOWS_OWN: ReadonlySet<string> = new Set(['facility', 'doctor', 'nurse']);

/** The bases of desks are open-ended: whichever day it is. */
const TODAY = '99991231';
