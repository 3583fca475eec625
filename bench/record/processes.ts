import { readdirSync, readFileSync } from 'node:fs';

interface Process {
  readonly pid: number;
  readonly parent: number;
  /** CPU milliseconds of its own, and of the children that it has buried. */
  readonly own: number;
  readonly buried: number;
  /** Bytes of memory. */
  readonly memory: number;
}

function all(): Process[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const rest = stat.slice(stat.lastIndexOf(')') + 2).split(' ').map(Number);
      const ticks = (at: number): number => (rest[at] ?? 0) * 10;
      return [{ pid: Number(name), parent: rest[1] ?? 0, own: ticks(11) + ticks(12), buried: ticks(13) + ticks(14), memory: (rest[21] ?? 0) * 4096 }];
    } catch {
      return [];
    }
  });
}

/** CPU milliseconds so far of a process and everything it started. */
export function cpuOf(pid: number): number {
  return family(pid).reduce((sum, one) => sum + one.own + (one.pid === pid ? one.buried : 0), 0);
}

function family(pid: number): Process[] {
  const list = all();
  const found = list.filter((one) => one.pid === pid);
  for (let at = 0; at < found.length; at += 1) found.push(...list.filter((one) => one.parent === found[at]?.pid));
  return found;
}

/** Watches a process and its children until told to stop: most memory of any one of them, and CPU of each at its last look. */
export function watch(pid: number): () => { cpuMs: number; largestBytes: number } {
  const seen = new Map<number, number>();
  let largestBytes = 0;
  const look = (): void => {
    for (const one of family(pid)) {
      seen.set(one.pid, one.own);
      largestBytes = Math.max(largestBytes, one.memory);
    }
  };
  const timer = setInterval(look, 250);
  return () => {
    clearInterval(timer);
    return { cpuMs: [...seen.values()].reduce((sum, one) => sum + one, 0), largestBytes };
  };
}
