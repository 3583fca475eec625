export interface Job {
  /** Stands in logs, health and the audit: `claim-intake`. */
  readonly name: string;
  /** Seconds between two looks when there was nothing to do. */
  readonly every: number;
  /**
   * Does one piece of work.
   * @param signal aborted when the server ends: finish the piece at hand, begin no further one
   * @returns true when there may be more at once
   */
  run(signal: AbortSignal): Promise<boolean>;
}

export interface JobState {
  readonly name: string;
  readonly state: 'waiting' | 'running' | 'failing';
  /** Failures in a row. */
  readonly failures: number;
}

export interface JobRunner {
  add(job: Job): void;
  start(): void;
  /** Looks at once instead of when the time has come; while running: once more afterwards. */
  wake(name: string): void;
  states(): JobState[];
  /** Asks every job to end and waits for the piece at hand. */
  stop(): Promise<void>;
}

/** Longest pause after repeated failures, in seconds. */
const LONGEST_PAUSE = 300;

/** @param onError is told of every failure; the loop goes on after a pause that doubles from one second */
export function jobRunner(onError: (job: string, error: unknown, failures: number) => void): JobRunner {
  const loops: Loop[] = [];
  const end = new AbortController();
  let started = false;
  return {
    add(job) {
      if (loops.some((loop) => loop.job.name === job.name)) throw new Error(`job ${job.name} is added twice`);
      const loop = new Loop(job, end.signal, onError);
      loops.push(loop);
      if (started) loop.begin();
    },
    start() {
      started = true;
      for (const loop of loops) loop.begin();
    },
    wake(name) {
      loops.find((loop) => loop.job.name === name)?.wake();
    },
    states: () => loops.map((loop) => loop.state()),
    async stop() {
      end.abort();
      await Promise.all(loops.map((loop) => loop.ended));
    },
  };
}

class Loop {
  readonly job: Job;
  ended: Promise<void> = Promise.resolve();
  readonly #signal: AbortSignal;
  readonly #onError: (job: string, error: unknown, failures: number) => void;
  #failures = 0;
  #running = false;
  #woken = false;
  #rouse: () => void = () => {};

  constructor(job: Job, signal: AbortSignal, onError: (job: string, error: unknown, failures: number) => void) {
    this.job = job;
    this.#signal = signal;
    this.#onError = onError;
    signal.addEventListener('abort', () => this.#rouse());
  }

  begin(): void {
    this.ended = this.#loop();
  }

  wake(): void {
    this.#woken = true;
    this.#rouse();
  }

  state(): JobState {
    return { name: this.job.name, state: this.#failures > 0 ? 'failing' : this.#running ? 'running' : 'waiting', failures: this.#failures };
  }

  async #loop(): Promise<void> {
    while (!this.#signal.aborted) {
      this.#woken = false;
      const pause = await this.#once();
      if (pause > 0) await this.#sleep(pause);
    }
  }

  /** @returns seconds to pause */
  async #once(): Promise<number> {
    this.#running = true;
    try {
      const more = await this.job.run(this.#signal);
      this.#failures = 0;
      return more ? 0 : this.job.every;
    } catch (error) {
      this.#failures += 1;
      this.#onError(this.job.name, error, this.#failures);
      return Math.min(LONGEST_PAUSE, 2 ** (this.#failures - 1));
    } finally {
      this.#running = false;
    }
  }

  #sleep(seconds: number): Promise<void> {
    if (this.#woken || this.#signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, seconds * 1000);
      this.#rouse = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
