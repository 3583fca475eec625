import type { AuditEntry } from './record.ts';

/** Commits the rows of reads in groups. An answer waits for `add`. */
export interface GroupCommitter {
  /**
   * Waits until these rows are durable. Rows handed over together stand together, in their order.
   * @throws what the group's transaction threw; GroupFullError when too many wait already
   */
  add(entries: readonly AuditEntry[]): Promise<void>;
  /** Waits for what is on its way. */
  drain(): Promise<void>;
}

/** More rows wait than may: the database is slower than the readers. */
export class GroupFullError extends Error {
  override name = 'GroupFullError';
}

export interface GroupOptions {
  /** Writes rows in one transaction, durable when it returns. */
  readonly write: (entries: readonly AuditEntry[]) => Promise<void>;
  /** Whether a failure lies in the rows themselves, so that each access is better written alone than failed with its neighbours. */
  readonly isOwnFault: (error: unknown) => boolean;
  /** Rows of one transaction. */
  readonly most?: number;
  /** Rows that may wait. */
  readonly waiting?: number;
}

interface Member { readonly entries: readonly AuditEntry[]; readonly done: () => void; readonly failed: (error: unknown) => void }

/**
 * A group leaves as soon as the one before it is durable: alone an access waits for nothing but its own commit, together many share one.
 * No timer: the disk sets the pace.
 */
export function groupCommitter({ write, isOwnFault, most = 1000, waiting = 20_000 }: GroupOptions): GroupCommitter {
  let queue: Member[] = [];
  let rows = 0;
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    // Those who ask in the same turn of the loop go together.
    await new Promise<void>((resolve) => { setImmediate(resolve); });
    while (queue.length > 0) await commit(take());
  }

  function take(): Member[] {
    let [count, sum] = [0, 0];
    for (const member of queue) {
      if (count > 0 && sum + member.entries.length > most) break;
      count += 1;
      sum += member.entries.length;
    }
    const group = queue.slice(0, count);
    queue = queue.slice(count);
    rows -= sum;
    return group;
  }

  async function commit(group: readonly Member[]): Promise<void> {
    try {
      await write(group.flatMap((member) => member.entries));
      for (const member of group) member.done();
    } catch (error) {
      const [first, ...others] = group;
      if (first !== undefined && others.length === 0) first.failed(error);
      else if (isOwnFault(error)) for (const member of group) await commit([member]);
      else for (const member of group) member.failed(error);
    }
  }

  return {
    add(entries) {
      if (rows + entries.length > waiting) return Promise.reject(new GroupFullError('too many audit rows wait'));
      rows += entries.length;
      return new Promise<void>((done, failed) => {
        queue.push({ entries, done, failed });
        running ??= run().finally(() => { running = undefined; });
      });
    },
    async drain() {
      while (running !== undefined) await running;
    },
  };
}
