/** What a user is told. Texts may hold `{name}` places, filled with the values given when the fault is raised. */
export interface FaultEntry {
  /** `area.what`, stable: programs compare it. */
  readonly code: string;
  /** HTTP status it is answered with. */
  readonly status: number;
  readonly vi: string;
  readonly en: string;
  /** When it fires: for the documentation page. */
  readonly when: string;
  /** What the user can do, in Vietnamese. */
  readonly remedy: string;
}

export type FaultValues = Readonly<Record<string, string | number>>;

/** One place of the input that is wrong: `body.user` and what is wrong there. Never the value itself when it may be personal. */
export interface FaultPlace {
  readonly path: string;
  readonly message: string;
}

export class Fault extends Error {
  readonly entry: FaultEntry;
  readonly values: FaultValues;
  readonly places: readonly FaultPlace[];

  constructor(entry: FaultEntry, values: FaultValues = {}, options: { places?: readonly FaultPlace[]; cause?: unknown } = {}) {
    super(fill(entry.vi, values), options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'Fault';
    this.entry = entry;
    this.values = values;
    this.places = options.places ?? [];
  }

  get code(): string {
    return this.entry.code;
  }

  get remedy(): string {
    return fill(this.entry.remedy, this.values);
  }
}

const known = new Map<string, FaultEntry>();

/**
 * Adds entries to the catalogue and gives them back, keyed as written.
 * @throws Error when a code is taken: two meanings of one code would mislead whoever reads it.
 */
export function defineFaults<K extends string>(entries: Record<K, FaultEntry>): Readonly<Record<K, FaultEntry>> {
  for (const key in entries) {
    const entry = entries[key];
    if (known.has(entry.code)) throw new Error(`fault code ${entry.code} is defined twice`);
    known.set(entry.code, entry);
  }
  return entries;
}

/** Every entry defined so far, by code. */
export function faultCatalogue(): FaultEntry[] {
  return [...known.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}

function fill(text: string, values: FaultValues): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
