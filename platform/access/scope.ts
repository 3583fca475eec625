import type { Policy } from './policy.ts';

export interface Scope {
  /** A predicate to AND into WHERE; never empty. */
  readonly sql: string;
  /** Its parameters, numbered from `from`. */
  readonly params: readonly string[];
}

/**
 * What part of a table a policy sees. Put it into every query over rows that belong to a facility:
 *
 *     const scope = scopeOf(policy, { column: 'd.facility', from: 2 });
 *     tx.query(`select … from dossier d where d.ma_lk = $1 and ${scope.sql}`, [maLk, ...scope.params], row)
 *     -- select … from dossier d where d.ma_lk = $1 and d.facility = $2
 *
 * Fails closed: a facility account without a facility sees nothing.
 * @param column SQL of the column with the facility's code; written by the programmer, never taken from input
 * @param from number of the first parameter
 */
export function scopeOf(policy: Policy, { column, from }: { column: string; from: number }): Scope {
  switch (policy.role) {
    case 'system':
    case 'department':
      return { sql: 'true', params: [] };
    case 'facility':
      return policy.facility === null ? { sql: 'false', params: [] } : { sql: `${column} = $${from}`, params: [policy.facility] };
    default:
      return { sql: 'false', params: [] };
  }
}
