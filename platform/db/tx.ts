import type { PoolClient } from 'pg';
import type { z } from 'zod';
import { auditStatement } from '#platform/audit';
import type { Access } from '#platform/audit';
import type { Policy } from '#platform/access';

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
  /** A further audit row of the same actor in the same transaction: records found by a search, documents sent along. */
  audit(access: Access): Promise<void>;
}

export function openTx(client: PoolClient, policy: Policy): Tx {
  return {
    policy,
    async query(sql, params, row) {
      const result = await client.query<Record<string, unknown>>(sql, [...params]);
      return result.rows.map((each) => row.parse(each));
    },
    async run(sql, params = []) {
      const result = await client.query(sql, [...params]);
      return result.rowCount ?? 0;
    },
    async audit(access) {
      const statement = auditStatement(policy, access, 'done');
      await client.query(statement.sql, [...statement.params]);
    },
  };
}
