import { escapeIdentifier } from 'pg';
import type { PoolClient } from 'pg';
import type { z } from 'zod';
import { entryOf } from '#platform/audit';
import type { Access, AuditEntry, Learned } from '#platform/audit';
import type { Policy } from '#platform/access';
import type { Roles } from './roles.ts';

/** An open transaction, already checked and audited. It must not outlive the function it was given to. */
export interface Tx {
  readonly policy: Policy;
  /**
   * Runs one statement and reads every row by the schema.
   * @param sql with $1, $2 …; values never pasted in
   * @throws ZodError when a row is not as the schema says: a fault of the program
   */
  query<S extends z.ZodType>(sql: string, params: readonly unknown[], row: S): Promise<z.output<S>[]>;
  /** Runs one statement whose rows do not matter. @returns rows touched */
  run(sql: string, params?: readonly unknown[]): Promise<number>;
  /** As `query`, by the one role that may read what is sealed. For the store alone. */
  querySealed<S extends z.ZodType>(sql: string, params: readonly unknown[], row: S): Promise<z.output<S>[]>;
  /**
   * A further audit row of the same actor: records found by a search, documents sent along. All rows are written together when the work is done:
   * a savepoint that is rolled back does not take them away.
   */
  audit(access: Access): Promise<void>;
  /** Adds to the row of this access what its work has learned: whose record it was, how many rows a search showed. */
  learned(more: Learned): void;
}

/** The rows that an access leaves, in order; its own comes first. */
export class Trail {
  readonly #policy: Policy;
  #own: Access | undefined;
  readonly #more: AuditEntry[] = [];

  /** @param own undefined: bookkeeping, which leaves none of its own */
  constructor(policy: Policy, own: Access | undefined) {
    this.#policy = policy;
    this.#own = own;
  }

  add(access: Access): void { this.#more.push(entryOf(this.#policy, access, 'done')); }

  learned(more: Learned): void { if (this.#own !== undefined) this.#own = { ...this.#own, ...more }; }

  entries(): AuditEntry[] { return this.#own === undefined ? this.#more : [entryOf(this.#policy, this.#own, 'done'), ...this.#more]; }
}

export function openTx(client: PoolClient, policy: Policy, roles: Roles | undefined, trail: Trail): Tx {
  const query: Tx['query'] = async (sql, params, row) => {
    const result = await client.query<Record<string, unknown>>(sql, [...params]);
    return result.rows.map((each) => row.parse(each));
  };
  return {
    policy,
    query,
    async querySealed(sql, params, row) {
      if (roles === undefined) return query(sql, params, row);
      await client.query(`set local role ${escapeIdentifier(roles.sealed)}`);
      const rows = await query(sql, params, row);
      // After a failure the transaction is over, and with it the role.
      await client.query(`set local role ${escapeIdentifier(roles.app)}`);
      return rows;
    },
    async run(sql, params = []) {
      const result = await client.query(sql, [...params]);
      return result.rowCount ?? 0;
    },
    async audit(access) { trail.add(access); },
    learned: (more) => trail.learned(more),
  };
}
