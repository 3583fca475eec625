/** SQL in the making: values are bound, never pasted. */
export class Sql {
  readonly params: unknown[] = [];
  readonly #hidden: readonly string[];
  #names = 0;

  /** @param hidden labels of resources that are as if they were not there */
  constructor(hidden: readonly string[] = []) {
    this.#hidden = hidden;
  }

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

  /** That the resource under an alias may be seen. Every resource that a search looks at must be asked, those along a chain too. */
  shown(r: string): string {
    return this.#hidden.length === 0 ? 'true' : `not (${r}.labels && ${this.bind([...this.#hidden])}::text[])`;
  }
}
