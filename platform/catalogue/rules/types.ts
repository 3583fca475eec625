/**
 * Code lists and legal parameters as rules see them: a value, looked up by the date of the event.
 * The server backs it with memory, the browser with slices. Rules never fetch.
 */

/** yyyyMMdd. Dates compare as strings. */
export type Day = string;

export interface Entry {
  readonly code: string;
  /** Vietnamese display. */
  readonly display: string;
  readonly validFrom: Day;
  /** Inclusive; null: open. */
  readonly validTo: Day | null;
  /** Whatever else the list says of the code: `not_main` = '1', `rate_outpatient` = '50' … */
  readonly attributes: Readonly<Record<string, string>>;
}

/** Own layouts of a facility's approved catalogues (01–06/DM of the insurer are not public). */
export const APPROVED_KINDS = ['drug', 'service', 'supply', 'bed', 'staff', 'machine'] as const;
export type ApprovedKind = (typeof APPROVED_KINDS)[number];

export interface Catalogues {
  /** The entry of `code` valid on `on`; undefined when there is none. Codes compare as written. */
  find(list: string, code: string, on: Day): Entry | undefined;
  /** Whether the list exists and is stated to be complete on that day: only then is absence an error. */
  isComplete(list: string, on: Day): boolean;
  /** Whether any version of the list is loaded for that day. */
  has(list: string, on: Day): boolean;
  /** A dated legal parameter, e.g. `base-salary` → '2530000'. */
  parameter(name: string, on: Day): string | undefined;
  /** Rows of a facility's approved catalogue with this code that are valid on `on`; undefined: that catalogue is not loaded. */
  approved(facility: string, kind: ApprovedKind, code: string, on: Day): readonly Entry[] | undefined;
  /** Whether the day is a weekend day or a public holiday; undefined: the holidays of that year are not loaded. */
  isDayOff(on: Day): boolean | undefined;
  article(key: string): Article | undefined;
}

export interface Article {
  readonly key: string;
  readonly title: string;
  readonly document: string;
  readonly article: string;
  readonly validFrom: Day;
  readonly validTo: Day | null;
  readonly replaces: string;
  readonly source: string;
  readonly confidence: string;
}
