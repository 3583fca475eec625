import { FAULTS, Fault } from '#platform/fault';

/**
 * Lets a few through at a time; others wait in order, and whoever comes when too many wait is sent away.
 * For work that is costly on purpose, like hashing a password: a flood of it must not take the machine from everybody else.
 * @returns runs a piece of work in its turn. @throws Fault server.busy
 */
export function turnstile(atOnce: number, mostWaiting: number): <T>(work: () => Promise<T>) => Promise<T> {
  let inside = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (inside < atOnce) inside += 1;
    else if (waiting.length < mostWaiting) await new Promise<void>((resolve) => { waiting.push(resolve); });
    else throw new Fault(FAULTS.busy);
    try {
      return await work();
    } finally {
      // The place goes on to the next one without becoming free in between.
      const next = waiting.shift();
      if (next) next();
      else inside -= 1;
    }
  };
}
