import type { Tx } from '#platform/db';
import { Fault } from '#platform/fault';
import { STORE_FAULTS } from '../faults.ts';
import { lockConditions } from './condition.ts';
import { conditionOf, refuseTooMany, transact, type Answer, type BundleEntry } from './transaction.ts';

/** What became of one entry of a batch. */
export type BatchAnswer = Answer | { readonly status: number; readonly fault: Fault };

/**
 * A batch bundle: each entry for itself; what fails leaves nothing and does not touch the others. As entries do not depend on each other, they
 * are done in the order of locks: all conditions first, then resources by address.
 * @returns an answer for each entry, in the order given
 * @throws Fault record.bad-bundle for too many entries; what is no fault of an entry: the database away
 */
export async function batch(tx: Tx, entries: readonly BundleEntry[], options: { labels?: readonly string[] } = {}): Promise<BatchAnswer[]> {
  refuseTooMany(entries);
  await lockConditions(tx, entries.flatMap((entry, index) => (entry.request.method !== 'POST' && !entry.request.url.includes('?') ? [] : conditionOf(entry, index) ?? [])));
  const answers: BatchAnswer[] = [];
  for (const [index, entry] of [...entries.entries()].sort(([, a], [, b]) => (a.request.url < b.request.url ? -1 : a.request.url > b.request.url ? 1 : 0))) {
    await tx.run('savepoint entry');
    try {
      const [answer] = await transact(tx, [entry], options);
      if (answer !== undefined) answers[index] = answer;
    } catch (error) {
      await tx.run('rollback to savepoint entry').catch(() => { throw error; });
      const fault = faultOf(error);
      answers[index] = { status: fault.entry.status, fault };
    }
    await tx.run('release savepoint entry');
  }
  return answers;
}

/** @throws what is no fault of the entry */
function faultOf(error: unknown): Fault {
  if (error instanceof Fault && error.entry.status < 500) return error;
  // PostgreSQL ends one of two that wait for each other.
  if (error instanceof Error && 'code' in error && error.code === '40P01') return new Fault(STORE_FAULTS.crossed, {}, { cause: error });
  throw error;
}
