import listed from './layouts.json' with { type: 'json' };

/** What of a description is compared with the national population database. */
export const COMPARED = ['citizenId', 'name', 'born', 'sex'] as const;
export type ComparedField = (typeof COMPARED)[number];
export type Compared = { readonly [F in ComparedField]: string };

/** How the files to and from the national population database look. Dated data, not code: the national interface is not public, so this will change. */
export interface NationalLayout {
  readonly name: string;
  /** Vietnamese, for the screen. */
  readonly title: string;
  readonly basis: string;
  /** Whether it has been seen in an official text. */
  readonly sure: boolean;
  /** yyyyMMdd */
  readonly validFrom: string;
  readonly validTo: string | null;
  /** Titles of the columns of the file out, in order. */
  readonly out: Readonly<Record<'line' | ComparedField, string>>;
  /** Titles of the columns of the file in, in order. */
  readonly in: Readonly<Record<'line' | 'result' | 'differs', string>>;
  readonly results: Readonly<Record<'match' | 'differ' | 'absent', string>>;
  /** Between the fields that differ. */
  readonly fieldsBetween: string;
  readonly sexes: Readonly<Record<string, string>>;
}

export const NATIONAL_LAYOUTS: readonly NationalLayout[] = listed;

/** The layout in force. @param on yyyyMMdd @throws Error when none is: a fault of the data */
export function nationalLayoutOn(on: string): NationalLayout {
  const found = NATIONAL_LAYOUTS.find((one) => one.validFrom <= on && (one.validTo === null || on <= one.validTo));
  if (found === undefined) throw new Error(`no layout of the national comparison on ${on}`);
  return found;
}

/** The first line of the file out. */
export function headerOut({ out }: NationalLayout): string[] {
  return [out.line, ...COMPARED.map((field) => out[field])];
}

/** One line of the file out. @param line id of the line: says nothing of the person */
export function lineOut(line: string, compared: Compared, layout: NationalLayout): string[] {
  return [line, compared.citizenId, nameOut(compared.name), bornOut(compared.born), layout.sexes[compared.sex] ?? ''];
}

/** What stands before the first letter is no part of a name, and a program for tables would take it for a formula. */
function nameOut(name: string): string {
  return name.replace(/^[^\p{L}]+/u, '');
}

/** yyyy, yyyyMM or yyyyMMdd → yyyy, MM/yyyy or dd/MM/yyyy */
function bornOut(born: string): string {
  return [born.slice(6, 8), born.slice(4, 6), born.slice(0, 4)].filter((part) => part !== '').join('/');
}
