import { recordPredicate } from '#platform/access';
import type { RecordAction, View } from '#platform/access';

/** SQL in the making: values are bound, never pasted. */
export class Sql {
  readonly params: unknown[] = [];
  readonly #view: View;
  readonly #action: RecordAction;
  #names = 0;

  /** @param view whose eyes the statement looks with: what they may not see is as if it were not there */
  constructor(view: View, action: RecordAction) {
    this.#view = view;
    this.#action = action;
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
    return recordPredicate(this.#view, this.#action, r, this);
  }
}
