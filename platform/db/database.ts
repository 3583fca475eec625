import pg from 'pg';
import type { PoolClient } from 'pg';
import { can } from '#platform/access';
import type { Policy } from '#platform/access';
import { GroupFullError, auditStatement, entryOf, groupCommitter, isRead } from '#platform/audit';
import type { Access, AuditEntry, Outcome } from '#platform/audit';
import { FAULTS, Fault } from '#platform/fault';
import { dayInVietnam } from '#platform/time/rules';
import { openingOf } from './opening.ts';
import { codeOf, translate } from './outage.ts';
import type { Roles } from './roles.ts';
import { Trail, openTx } from './tx.ts';
import type { Tx } from './tx.ts';

export interface DatabaseOptions {
  readonly url: string;
  /** The province. */
  readonly schema: string;
  readonly poolSize: number;
  /** Whom the program works as; absent: the user of the address, as where roles cannot be made. */
  readonly roles?: Roles;
  /** For measurements alone: no access leaves a row. */
  readonly unauditedForMeasuring?: boolean;
}

export interface Database {
  /**
   * The one way to touch data: checks that the policy allows the action (default: no), runs the function, writes the audit rows and commits.
   * A write's rows are in its transaction. What only reads (`isRead`) runs in a read-only transaction; its rows are committed in a group with those of
   * others, and the answer waits until they are durable: nobody reads unaudited. So `work` hands its answer back and sends nothing itself. A refusal or a failure leaves a row too.
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

const BOOKKEEPING = (name: string): Policy => ({ actor: { id: `system:${name}`, kind: 'system' }, role: 'system', facility: null, purpose: 'bookkeeping', requestId: null });
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

  const group = groupCommitter({
    write: (entries) => transact(null, (client) => insert(client, entries)),
    // Class 22: a value that PostgreSQL cannot take. All else is the same for everybody.
    isOwnFault: (error) => codeOf(error)?.startsWith('22') === true,
  });

  async function transact<T>(begin: string | null, work: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await checkOut(pool);
    let broken: Error | undefined;
    const onError = (error: Error): void => { broken = error; };
    client.on('error', onError);
    try {
      // One statement is a transaction of its own: two turns less.
      if (begin !== null) await client.query(begin);
      const result = await work(client);
      if (begin !== null) await client.query('commit');
      return result;
    } catch (error) {
      if (begin !== null) await client.query('rollback').catch((failed: unknown) => { broken ??= failed instanceof Error ? failed : new Error('rollback failed'); });
      throw translate(error, broken);
    } finally {
      client.off('error', onError);
      client.release(broken);
    }
  }

  async function insert(client: PoolClient, entries: readonly AuditEntry[]): Promise<void> {
    if (entries.length === 0 || options.unauditedForMeasuring === true) return;
    const statement = auditStatement(entries);
    // Named: parsed and planned once a connection.
    await client.query({ name: 'audit', text: statement.sql, values: [...statement.params] });
  }

  /** Rows outside of a write: waits until they are durable. */
  async function keep(entries: readonly AuditEntry[]): Promise<void> {
    if (options.unauditedForMeasuring === true) return;
    try {
      await group.add(entries);
    } catch (error) {
      throw error instanceof GroupFullError ? new Fault(FAULTS.databaseAway, {}, { cause: error }) : error;
    }
  }

  const note = (policy: Policy, access: Access, outcome: Outcome): Promise<void> => keep([entryOf(policy, access, outcome)]);

  async function read<T>(policy: Policy, access: Access, work: (tx: Tx) => Promise<T>): Promise<T> {
    const trail = new Trail(policy, access);
    const result = await transact(openingOf(policy, true), (client) => work(openTx(client, policy, options.roles, trail)));
    await keep(trail.entries());
    return result;
  }

  const write = <T>(policy: Policy, access: Access | undefined, work: (tx: Tx) => Promise<T>): Promise<T> => transact(openingOf(policy), async (client) => {
    const trail = new Trail(policy, access);
    const result = await work(openTx(client, policy, options.roles, trail));
    await insert(client, trail.entries());
    return result;
  });

  return {
    options,
    async withAccess(policy, access, work) {
      if (!can(policy, access.action, today())) {
        await note(policy, access, 'refused');
        throw new Fault(policy.role === 'anonymous' ? FAULTS.notSignedIn : FAULTS.refused, { action: access.action });
      }
      try {
        return await (isRead(access) ? read : write)(policy, access, work);
      } catch (error) {
        // The failed access left no row: its transaction is gone. Said afterwards; when the database itself is away it cannot be said.
        if (!(error instanceof Fault && error.entry.status >= 500)) await note(policy, access, isRefusal(error) ? 'refused' : 'failed').catch(() => {});
        throw error;
      }
    },
    refuse: (policy, access) => note(policy, access, 'refused'),
    bookkeeping: (name, work) => write(BOOKKEEPING(name), undefined, work),
    async ping() {
      try {
        await pool.query('select 1');
        return true;
      } catch {
        return false;
      }
    },
    async close() {
      await group.drain();
      await pool.end();
    },
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
