import type { Day, Entry } from './types.ts';

const NONE: Readonly<Record<string, string>> = Object.freeze({});
const OWN_COLUMNS = 4;

/**
 * Reads a list in our layout: `code, display, valid_from, valid_to`, then one column an attribute; tab-separated, no quoting.
 * Empty dates inherit the version's; empty attributes are left out.
 * @throws Error when the header is not ours (message in Vietnamese, with the header found).
 */
export function parseList(text: string, version: Dates): Entry[] {
  const names = attributeNames(text);
  const entries: Entry[] = [];
  for (let start = nextLine(text, 0); start < text.length; start = nextLine(text, start)) {
    const line = lineAt(text, start);
    if (line !== '') entries.push(entryOf(line, names, version));
  }
  return entries;
}

/** The rows of one code, in file order. */
export type ListIndex = (code: string) => readonly Entry[];

const ABSENT: readonly Entry[] = Object.freeze([]);

/**
 * The same list for look-ups: the text stays text, a row becomes an entry when its code is asked for.
 * Large lists cost a fraction of the memory and of the time to load.
 */
export function indexList(text: string, version: Dates): ListIndex {
  const names = attributeNames(text);
  const starts = new Map<string, number | number[]>();
  for (let start = nextLine(text, 0); start < text.length; start = nextLine(text, start)) {
    const end = text.indexOf('\t', start);
    if (end < 0) break;
    const code = text.slice(start, end);
    const before = starts.get(code);
    if (before === undefined) starts.set(code, start);
    else if (typeof before === 'number') starts.set(code, [before, start]);
    else before.push(start);
  }
  const known = new Map<string, readonly Entry[]>();
  return (code) => {
    const found = known.get(code);
    if (found) return found;
    const at = starts.get(code);
    if (at === undefined) return ABSENT;
    const entries = (typeof at === 'number' ? [at] : at).map((start) => entryOf(lineAt(text, start), names, version));
    known.set(code, entries);
    return entries;
  };
}

interface Dates { readonly validFrom: Day; readonly validTo: Day | null }

function attributeNames(text: string): string[] {
  const header = lineAt(text, 0).split('\t');
  if (header[0] !== 'code' || header[1] !== 'display' || header[2] !== 'valid_from' || header[3] !== 'valid_to') {
    throw new Error(`Danh mục sai dòng tiêu đề: cần "code, display, valid_from, valid_to", gặp "${header.slice(0, 4).join(', ').slice(0, 80)}"`);
  }
  return header.slice(OWN_COLUMNS);
}

function lineAt(text: string, start: number): string {
  const end = text.indexOf('\n', start);
  return text.slice(start, end < 0 ? undefined : end).replace(/\r$/, '');
}

function nextLine(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end < 0 ? text.length : end + 1;
}

function entryOf(line: string, names: readonly string[], version: Dates): Entry {
  const cells = line.split('\t');
  return {
    code: cells[0] ?? '', display: cells[1] ?? '', validFrom: cells[2] || version.validFrom, validTo: cells[3] || version.validTo,
    attributes: attributesOf(names, cells),
  };
}

function attributesOf(names: readonly string[], cells: readonly string[]): Readonly<Record<string, string>> {
  let attributes: Record<string, string> | undefined;
  for (let i = 0; i < names.length; i += 1) {
    const value = cells[i + OWN_COLUMNS];
    const name = names[i];
    if (value && name) (attributes ??= {})[name] = value;
  }
  return attributes ?? NONE;
}

/** Rows of any tab-separated file with a header, as records. Missing cells are ''. */
export function parseTable(text: string): Record<string, string>[] {
  const [first, ...rest] = text.split('\n').map((line) => line.replace(/\r$/, ''));
  const names = (first ?? '').split('\t');
  return rest.filter((line) => line !== '').map((line) => {
    const cells = line.split('\t');
    return Object.fromEntries(names.map((name, i) => [name, cells[i] ?? '']));
  });
}
