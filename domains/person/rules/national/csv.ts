/** One record of a CSV file, or why it is none. */
export type CsvRecord = { readonly line: number; readonly cells: readonly string[] } | { readonly line: number; readonly problem: string };

/** Characters of a record: more is no line of ours but a quotation mark that was never closed. */
const LONGEST = 4000;

/** CSV as RFC 4180 has it (a mark at the beginning is passed over, lines end by LF or CRLF), piece by piece as the text comes. */
export class CsvReader {
  readonly #between: string;
  #cells: string[] = [];
  #cell = '';
  #length = 0;
  /** plain, inside quotation marks, just after a mark that may have closed, in a record given up. */
  #mode: 'plain' | 'quoted' | 'closing' | 'lost' = 'plain';
  #line = 1;
  #began = 1;
  #first = true;

  /** @param between the sign between cells */
  constructor(between = ',') {
    this.#between = between;
  }

  push(text: string): CsvRecord[] {
    const found: CsvRecord[] = [];
    for (const sign of this.#first && text.startsWith('\uFEFF') ? text.slice(1) : text) this.#take(sign, found);
    if (text !== '') this.#first = false;
    return found;
  }

  /** What stands after the last line end. */
  end(): CsvRecord[] {
    const found: CsvRecord[] = [];
    if (this.#mode === 'quoted') found.push({ line: this.#began, problem: 'dấu ngoặc kép mở mà không đóng' });
    else if (this.#length > 0) this.#finish(found);
    return found;
  }

  #take(sign: string, found: CsvRecord[]): void {
    this.#length += 1;
    if (this.#mode !== 'lost' && this.#length > LONGEST) {
      found.push({ line: this.#began, problem: `dòng dài quá ${LONGEST} ký tự` });
      this.#mode = 'lost';
    }
    if (sign === '\n') {
      this.#line += 1;
      if (this.#mode === 'quoted') this.#cell += sign;
      else this.#finish(found);
    } else if (this.#mode === 'quoted') {
      if (sign === '"') this.#mode = 'closing';
      else this.#cell += sign;
    } else if (this.#mode !== 'lost') this.#plain(sign);
  }

  #plain(sign: string): void {
    if (sign === '"' && (this.#mode === 'closing' || this.#cell === '')) {
      if (this.#mode === 'closing') this.#cell += sign;
      this.#mode = 'quoted';
    } else if (sign === this.#between) {
      this.#cells.push(this.#cell);
      this.#cell = '';
      this.#mode = 'plain';
    } else {
      this.#mode = 'plain';
      this.#cell += sign;
    }
  }

  #finish(found: CsvRecord[]): void {
    const cells = [...this.#cells, this.#cell.replace(/\r$/, '')];
    if (this.#mode !== 'lost' && !(cells.length === 1 && cells[0] === '')) found.push({ line: this.#began, cells });
    this.#cells = [];
    this.#cell = '';
    this.#length = 0;
    this.#mode = 'plain';
    this.#began = this.#line;
  }
}

/** One record, with the line end. Cells are put in quotation marks only where they must be. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`;
}
