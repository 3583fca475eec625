/** A session and until when it may be used, in milliseconds. */
export interface Taken<S> { readonly session: S; readonly until: number }

/** Held longer than this many, those that ended are let go. */
const MANY = 500;
/** While it is being taken it counts as alive this long, in milliseconds. */
const TAKING = 5 * 60_000;

/** `waiting`: callers that have not got it yet; when the last one has gone the taking ends. */
interface Held<S> { readonly session: Promise<S>; readonly taking: AbortController; isTaken: boolean; until: number; waiting: number }

/** Sessions at a receiver, one for each of those in whose name it is called: taken when needed, shared while they live. In memory alone. */
export class Sessions<S> {
  readonly #take: (who: string, signal: AbortSignal) => Promise<Taken<S>>;
  readonly #held = new Map<string, Held<S>>();

  /** @param take asks the receiver; what it throws reaches whoever wanted the session, and the next one asks anew */
  constructor(take: (who: string, signal: AbortSignal) => Promise<Taken<S>>) {
    this.#take = take;
  }

  /** Each caller waits as long as its own signal lets it, whoever asked first. @throws what taking it throws, or why the signal ended */
  get(who: string, signal: AbortSignal): Promise<S> {
    const held = this.#held.get(who);
    if (held !== undefined && held.until > Date.now()) return this.#wait(who, held, signal);
    if (this.#held.size > MANY) for (const [key, { until }] of this.#held) if (until <= Date.now()) this.#held.delete(key);
    const taking = new AbortController();
    const entry: Held<S> = { session: this.#take(who, taking.signal).then(({ session, until }) => { entry.until = until; entry.isTaken = true; return session; }), taking, isTaken: false, until: Date.now() + TAKING, waiting: 0 };
    this.#held.set(who, entry);
    entry.session.catch(() => { this.#drop(who, entry); });
    return this.#wait(who, entry, signal);
  }

  /** The receiver no longer takes it. Another call may have renewed it already: that one stays. */
  async forget(who: string, session: S): Promise<void> {
    const held = this.#held.get(who);
    if (held !== undefined && await held.session.catch(() => undefined) === session) this.#drop(who, held);
  }

  async #wait(who: string, held: Held<S>, signal: AbortSignal): Promise<S> {
    signal.throwIfAborted();
    const { promise: left, reject } = Promise.withResolvers<never>();
    const leave = (): void => { reject(signal.reason instanceof Error ? signal.reason : new Error('nobody waits any longer')); };
    signal.addEventListener('abort', leave, { once: true });
    held.waiting += 1;
    try {
      return await Promise.race([held.session, left]);
    } finally {
      signal.removeEventListener('abort', leave);
      held.waiting -= 1;
      if (signal.aborted && held.waiting === 0 && !held.isTaken) {
        this.#drop(who, held);
        held.taking.abort();
      }
    }
  }

  #drop(who: string, entry: Held<S>): void {
    if (this.#held.get(who) === entry) this.#held.delete(who);
  }
}
