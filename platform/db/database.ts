import pg from 'pg';
import type { PoolClient } from 'pg';
import { can } from '#platform/access';
import type { Policy } from '#platform/access';
import { auditStatement } from '#platform/audit';
import type { Access, Outcome } from '#platform/audit';
import { FAULTS, Fault } from '#platform/fault';
import { dayInVietnam } from '#platform/time/rules';
import { openingOf } from './opening.ts';
import { translate } from './outage.ts';
import type { Roles } from './roles.ts';
import { openTx } from './tx.ts';
import type { Tx } from './tx.ts';

export interface DatabaseOptions {
  readonly url: string;
  /** The province. */
  readonly schema: string;
  readonly poolSize: number;
  /** Whom the program works as; absent: the user of the address, as where roles cannot be made. */
  readonly roles?: Roles;
}

export interface Database {
  /**
   * The one way to touch data: checks that the policy allows the action (default: no), writes the audit row,
   * runs the function and commits, all in one transaction. A refusal or a failure leaves an audit row too.
   * @throws Fault access.refused | access.not-signed-in | database.away | database.full, and whatever `work` throws
   */
  withAccess<T>(policy: Policy, access: Access, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Records a refusal decided before any data was asked for (a route's own check). */
  refuse(policy: Policy, access: Access): Promise<void>;
  /** A transaction without audit row, for the program's own desk only: sessions, polling of queues, migrations. Never data about a person. */
  bookkeeping<T>(name: string, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Whether PostgreSQL answers now. */
  ping(): Promise<boolean>;
  readonly options: DatabaseOptions;
  close(): Promise<void>;
}

const today = (): string => dayInVietnam(Date.now());

/** Opens a pool. Nothing is connected until the first use. */
export function openDatabase(options: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: options.url, max: options.poolSize, connectionTimeoutMillis: 5_000, idleTimeoutMillis: 60_000,
    // The province is chosen here and nowhere else. `public` holds the extensions.
    options: `-c search_path=${options.schema},public${options.roles === undefined ? '' : ` -c role=${options.roles.app}`}`,
  });
  // Without a listener an idle connection that PostgreSQL drops would end the program.
  pool.on('error', () => {});

  async function transact<T>(policy: Policy, opening: Access | undefined, work: (tx: Tx) => Promise<T>): Promise<T> {
    const client = await checkOut(pool);
    let broken: Error | undefined;
    const onError = (error: Error): void => { broken = error; };
    client.on('error', onError);
    try {
      await client.query(openingOf(policy));
      if (opening) await record(client, policy, opening, 'done');
      const result = await work(openTx(client, policy, options.roles));
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch((failed: unknown) => { broken ??= failed instanceof Error ? failed : new Error('rollback failed'); });
      throw translate(error, broken);
    } finally {
      client.off('error', onError);
      client.release(broken);
    }
  }

  async function record(client: PoolClient, policy: Policy, access: Access, outcome: Outcome): Promise<void> {
    const statement = auditStatement(policy, access, outcome);
    await client.query(statement.sql, [...statement.params]);
  }

  const note = (policy: Policy, access: Access, outcome: Outcome): Promise<void> => transact(policy, undefined, async (tx) => {
    const statement = auditStatement(policy, access, outcome);
    await tx.run(statement.sql, statement.params);
  });

  return {
    options,
    async withAccess(policy, access, work) {
      if (!can(policy, access.action, today())) {
        await note(policy, access, 'refused');
        throw new Fault(policy.role === 'anonymous' ? FAULTS.notSignedIn : FAULTS.refused, { action: access.action });
      }
      try {
        return await transact(policy, access, work);
      } catch (error) {
        // The failed access left no row: its transaction is gone. Said afterwards; when the database itself is away it cannot be said.
        if (!(error instanceof Fault && error.entry.status >= 500)) await note(policy, access, isRefusal(error) ? 'refused' : 'failed').catch(() => {});
        throw error;
      }
    },
    refuse: (policy, access) => note(policy, access, 'refused'),
    bookkeeping: (name, work) => transact(
      { actor: { id: `system:${name}`, kind: 'system' }, role: 'system', facility: null, purpose: 'bookkeeping', requestId: null }, undefined, work),
    async ping() {
      try {
        await pool.query('select 1');
        return true;
      } catch {
        return false;
      }
    },
    close: () => pool.end(),
  };
}

/** The data itself said no: not theirs, or specially protected. */
function isRefusal(error: unknown): boolean {
  return error instanceof Fault && (error.entry.status === 401 || error.entry.status === 403);
}

async function checkOut(pool: pg.Pool): Promise<PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    throw translate(error, error instanceof Error ? error : undefined);
  }
}
