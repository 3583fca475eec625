/** SQL in the making: values are bound, never pasted. */
export class Sql {
  readonly params: unknown[] = [];
  #names = 0;

  /** @returns `$n` */
  bind(value: unknown): string {
    this.params.push(value);
    return `$${this.params.length}`;
  }

  /** An alias that nothing else in the statement uses. */
  alias(): string {
    this.#names += 1;
    return `s${this.#names}`;
  }
}
