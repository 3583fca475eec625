/** A value of a resource that a search parameter finds it by. */
export type SearchValue =
  | TokenValue
  | ReferenceValue
  /** Reference.identifier, for the modifier `:identifier`. */
  | { readonly kind: 'identifierRef'; readonly param: string; readonly system: string; readonly value: string }
  /** As written. A name or an address gives one value for each part and one for the joined whole. */
  | { readonly kind: 'string'; readonly param: string; readonly value: string }
  | DateValue
  /** Decimal numerals: the range that the written precision means, 100 → 99.5 to 100.5. */
  | { readonly kind: 'number'; readonly param: string; readonly low: string; readonly high: string }
  | QuantityValue
  | { readonly kind: 'uri'; readonly param: string; readonly value: string }
  /** One list of values for each component, all of the same element. */
  | { readonly kind: 'composite'; readonly param: string; readonly parts: readonly (readonly SearchValue[])[] };

/** `system` is '' where none is said. Texts of a token (CodeableConcept.text, display) are strings of the parameter `code:text`. */
export interface TokenValue {
  readonly kind: 'token';
  readonly param: string;
  readonly system: string;
  readonly code: string;
}

/** Relative: type and id. Absolute, urn or canonical: url, type and id ''. What points into the resource itself (`#x`) is left out. */
export interface ReferenceValue {
  readonly kind: 'reference';
  readonly param: string;
  readonly type: string;
  readonly id: string;
  readonly url: string;
}

/** Milliseconds since 1970, from `from` to just before `to`; an open end is infinite. A date without a zone is taken in Vietnam's, +07:00. */
export interface DateValue {
  readonly kind: 'date';
  readonly param: string;
  readonly from: number;
  readonly to: number;
}

/** `low` and `high` as for a number; `-Infinity` and `Infinity` for an open end. Money has its currency as code. */
export interface QuantityValue {
  readonly kind: 'quantity';
  readonly param: string;
  readonly low: string;
  readonly high: string;
  readonly system: string;
  readonly code: string;
  readonly unit: string;
}

/** Writes what one selected element is found by. */
export type Take = (value: unknown, out: SearchValue[], resource: unknown) => void;
