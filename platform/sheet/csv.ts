import { SheetError, plainCell, type SheetLimits } from './limits.ts';

/** Signs in which the headings surely stand. */
const HEAD = 16_384;

/**
 * The rows of a CSV: UTF-8 with or without mark, parted by `;`, `,` or tab (whichever one of the first lines has most of), cells in quotes where they must be. Lines with nothing in them are left out.
 * @throws SheetError
 */
export function readCsv(bytes: Buffer, limits: SheetLimits): string[][] {
  if (bytes.length > limits.bytes) throw new SheetError(`tệp lớn hơn ${Math.floor(limits.bytes / 1024 / 1024)} MB`);
  const text = decoded(bytes);
  // Marks inside of quotes part nothing; a title that stands above the headings has none.
  const lines = text.slice(0, HEAD).replaceAll(/"(?:[^"]|"")*"/gu, '').split(/\r\n|\r|\n/u);
  const most = (mark: string): number => Math.max(...lines.map((line) => line.split(mark).length));
  const mark = [';', ',', '\t'].reduce((best, one) => (most(one) > most(best) ? one : best));
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  const close = (): void => {
    if (row.some((cell) => cell !== '')) rows.push(row);
    if (rows.length > limits.rows + 1) throw new SheetError(`nhiều hơn ${limits.rows} dòng`);
    row = [];
  };
  while (at < text.length) {
    const cell = text[at] === '"' ? quoted(text, at) : plain(text, at, mark);
    row.push(plainCell(cell.text, limits));
    if (row.length > limits.columns) throw new SheetError(`nhiều hơn ${limits.columns} cột`);
    at = cell.end;
    const sign = text[at];
    if (sign === mark) {
      at += 1;
      // A mark at the end of a line leaves an empty cell behind it.
      if (at === text.length || text[at] === '\n' || text[at] === '\r') row.push('');
    } else if (sign !== undefined && sign !== '\n' && sign !== '\r') throw new SheetError(`dòng ${rows.length + 1} có dấu ngoặc kép đặt sai`);
    if (text[at] === '\r' || text[at] === '\n') {
      at += text.startsWith('\r\n', at) ? 2 : 1;
      close();
    }
  }
  close();
  return rows;
}

function decoded(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new SheetError('không phải bảng mã UTF-8: khi lưu hãy chọn “CSV UTF-8”');
  }
}

interface Cell { readonly text: string; readonly end: number }

function plain(text: string, from: number, mark: string): Cell {
  let end = from;
  while (end < text.length && text[end] !== mark && text[end] !== '\n' && text[end] !== '\r') end += 1;
  return { text: text.slice(from, end), end };
}

function quoted(text: string, from: number): Cell {
  let cell = '';
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] !== '"') cell += text[at];
    else if (text[at + 1] === '"') { cell += '"'; at += 1; } else return { text: cell, end: at + 1 };
  }
  throw new SheetError('có dấu ngoặc kép không đóng');
}

/** CSV for a spreadsheet: UTF-8 with mark, every cell quoted, and none that a spreadsheet would take for a formula. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  const cell = (text: string): string => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  return `\ufeff${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}
