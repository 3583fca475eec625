/** A session and until when it may be used, in milliseconds. */
export interface Taken<S> { readonly session: S; readonly until: number }

/** Held longer than this many, those that ended are let go. */
const MANY = 500;
/** While it is being taken it counts as alive this long, in milliseconds. */
const TAKING = 5 * 60_000;

/** Sessions at a receiver, one for each of those in whose name it is called: taken when needed, shared while they live. In memory alone. */
export class Sessions<S> {
  readonly #take: (who: string, signal: AbortSignal) => Promise<Taken<S>>;
  readonly #held = new Map<string, { readonly session: Promise<S>; until: number }>();

  /** @param take asks the receiver; what it throws reaches whoever wanted the session, and the next one asks anew */
  constructor(take: (who: string, signal: AbortSignal) => Promise<Taken<S>>) {
    this.#take = take;
  }

  /** @throws what taking it throws */
  get(who: string, signal: AbortSignal): Promise<S> {
    const held = this.#held.get(who);
    if (held !== undefined && held.until > Date.now()) return held.session;
    if (this.#held.size > MANY) for (const [key, { until }] of this.#held) if (until <= Date.now()) this.#held.delete(key);
    const entry = { session: this.#take(who, signal).then(({ session, until }) => { entry.until = until; return session; }), until: Date.now() + TAKING };
    this.#held.set(who, entry);
    entry.session.catch(() => { if (this.#held.get(who) === entry) this.#held.delete(who); });
    return entry.session;
  }

  /** The receiver no longer takes it. Another call may have renewed it already: that one stays. */
  async forget(who: string, session: S): Promise<void> {
    const held = this.#held.get(who);
    if (held !== undefined && await held.session.catch(() => undefined) === session && this.#held.get(who) === held) this.#held.delete(who);
  }
}
