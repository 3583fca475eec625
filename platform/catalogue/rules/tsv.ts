import type { Day, Entry } from './types.ts';

const NONE: Readonly<Record<string, string>> = Object.freeze({});
const OWN_COLUMNS = 4;

/**
 * Reads a list in our layout: `code, display, valid_from, valid_to`, then one column an attribute; tab-separated, no quoting.
 * Empty dates inherit the version's; empty attributes are left out.
 * @throws Error when the header is not ours (message in Vietnamese, with the header found).
 */
export function parseList(text: string, version: { validFrom: Day; validTo: Day | null }): Entry[] {
  const lines = text.split('\n');
  const header = (lines[0] ?? '').replace(/\r$/, '').split('\t');
  if (header[0] !== 'code' || header[1] !== 'display' || header[2] !== 'valid_from' || header[3] !== 'valid_to') {
    throw new Error(`Danh mục sai dòng tiêu đề: cần "code, display, valid_from, valid_to", gặp "${header.slice(0, 4).join(', ').slice(0, 80)}"`);
  }
  const names = header.slice(OWN_COLUMNS);
  const entries: Entry[] = [];
  for (let i = 1; i < lines.length; i += 1) {
    const line = (lines[i] ?? '').replace(/\r$/, '');
    if (line === '') continue;
    const cells = line.split('\t');
    entries.push({
      code: cells[0] ?? '',
      display: cells[1] ?? '',
      validFrom: cells[2] || version.validFrom,
      validTo: cells[3] || version.validTo,
      attributes: attributesOf(names, cells),
    });
  }
  return entries;
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
