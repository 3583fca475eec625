import type { Tx } from '#platform/db';
import { Fault } from '#platform/fault';
import { transact, type Answer, type BundleEntry } from './transaction.ts';

/** What became of one entry of a batch. */
export type BatchAnswer = Answer | { readonly status: number; readonly fault: Fault };

/**
 * A batch bundle: each entry for itself; what fails leaves nothing and does not touch the others.
 * @throws what is no fault of an entry: the database away
 */
export async function batch(tx: Tx, entries: readonly BundleEntry[], options: { labels?: readonly string[] } = {}): Promise<BatchAnswer[]> {
  const answers: BatchAnswer[] = [];
  for (const entry of entries) {
    await tx.run('savepoint entry');
    try {
      const [answer] = await transact(tx, [entry], options);
      if (answer !== undefined) answers.push(answer);
    } catch (error) {
      if (!(error instanceof Fault) || error.entry.status >= 500) throw error;
      await tx.run('rollback to savepoint entry');
      answers.push({ status: error.entry.status, fault: error });
    }
    await tx.run('release savepoint entry');
  }
  return answers;
}
