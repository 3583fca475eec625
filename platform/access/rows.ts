/** A row of a list of `reference/access`: its cells by column name; '' for none. */
export type Cells = (name: string) => string;

/**
 * @param text TSV with a head line @param what the list is called in a fault @param needed columns that no row may leave empty, besides `valid_from`
 * @throws Error for a row that lacks something
 */
export function rowsIn<T>(text: string, what: string, needed: readonly string[], make: (cell: Cells) => T): T[] {
  const [head = '', ...lines] = text.split('\n').filter((line) => line !== '');
  const names = head.split('\t');
  return lines.map((line, at) => {
    const cells = line.split('\t');
    const cell: Cells = (name) => cells[names.indexOf(name)] ?? '';
    if (needed.some((name) => cell(name) === '') || !/^\d{8}$/.test(cell('valid_from'))) throw new Error(`${what} row ${at + 2} is not whole`);
    return make(cell);
  });
}
