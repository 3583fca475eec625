import { isDay } from '#platform/catalogue/rules';
import type { ApprovedKind, Entry } from '#platform/catalogue/rules';
import { APPROVED_LAYOUTS } from './approved-kinds.ts';

/** 1-based line of the file, the header is line 1; null: the file as a whole. */
export interface LineProblem {
  readonly line: number | null;
  /** Vietnamese: what is wrong and what to do. */
  readonly message: string;
}

export interface ApprovedRow {
  readonly line: number;
  readonly key: string;
  readonly entry: Entry;
}

export interface ApprovedFile {
  readonly rows: readonly ApprovedRow[];
  readonly problems: readonly LineProblem[];
}

const OWN = ['code', 'display', 'valid_from', 'valid_to'] as const;
const LONGEST_CELL = 1024;
/** Lines of one file: the largest hospitals have some ten thousand. Reading and comparing are done in one go, in which the server does nothing else. */
const MOST_LINES = 100_000;
/** Rows of one code with the same identity: a price changes a few times a year. */
const MOST_OF_A_KEY = 100;

/**
 * Reads an approved catalogue: UTF-8, tab-separated, header `code display valid_from valid_to` and columns of its kind.
 * Wrong lines are told and left out; right ones are taken. A header that is not ours leaves nothing.
 */
export function readApprovedFile(bytes: Uint8Array, kind: ApprovedKind): ApprovedFile {
  if (linesOf(bytes) > MOST_LINES) return { rows: [], problems: [{ line: null, message: `Tệp có hơn ${MOST_LINES} dòng, chưa dòng nào được nhận. Hãy chia thành nhiều tệp và nạp từng tệp.` }] };
  const text = decode(bytes);
  if (text === undefined) return { rows: [], problems: [{ line: null, message: 'Tệp không phải văn bản UTF-8. Hãy lưu lại dạng “Text (Tab delimited)” với bảng mã UTF-8.' }] };
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
  const header = (lines[0] ?? '').split('\t').map((name) => name.trim());
  const wrong = headerProblem(header, kind);
  if (wrong) return { rows: [], problems: [{ line: 1, message: wrong }] };
  const rows: ApprovedRow[] = [];
  const problems: LineProblem[] = [];
  const first = new Map<string, number>();
  const ofKey = new Map<string, number>();
  lines.slice(1).forEach((content, i) => {
    if (content.trim() === '') return;
    const line = i + 2;
    const row = readLine(content, header, kind, line);
    if (typeof row === 'string') {
      problems.push({ line, message: row });
      return;
    }
    const same = first.get(`${row.key}\t${row.entry.validFrom}`);
    if (same !== undefined) {
      problems.push({ line, message: `Trùng với dòng ${same}: cùng mã, cùng thông tin nhận dạng và cùng ngày bắt đầu ${row.entry.validFrom}. Giữ lại một dòng.` });
      return;
    }
    const before = ofKey.get(row.key) ?? 0;
    if (before >= MOST_OF_A_KEY) {
      problems.push({ line, message: `Mã ${shown(row.entry.code)} đã có ${MOST_OF_A_KEY} dòng trong tệp này. Giữ lại những dòng còn dùng.` });
      return;
    }
    ofKey.set(row.key, before + 1);
    first.set(`${row.key}\t${row.entry.validFrom}`, line);
    rows.push(row);
  });
  return { rows, problems };
}

function linesOf(bytes: Uint8Array): number {
  let lines = 0;
  for (let at = bytes.indexOf(10); at !== -1 && lines <= MOST_LINES; at = bytes.indexOf(10, at + 1)) lines += 1;
  return lines;
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    // Also takes a byte order mark away.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\u0000') ? undefined : text;
  } catch {
    return undefined;
  }
}

function headerProblem(header: readonly string[], kind: ApprovedKind): string | undefined {
  const { title, key, more } = APPROVED_LAYOUTS[kind];
  const allowed = [...OWN, ...key, ...more];
  if (OWN.some((name, i) => header[i] !== name)) {
    const split = header.length === 1 ? ' Các cột phải cách nhau bằng ký tự Tab.' : '';
    return `Dòng tiêu đề của danh mục ${title} phải bắt đầu bằng: code, display, valid_from, valid_to; gặp: ${header.slice(0, 6).join(', ').slice(0, 100)}.${split}`;
  }
  const unknown = header.filter((name) => !allowed.includes(name));
  if (unknown.length > 0) return `Cột “${unknown.slice(0, 5).join(', ').slice(0, 100)}” không có trong danh mục ${title}. Các cột được nhận: ${allowed.join(', ')}.`;
  if (new Set(header).size < header.length) return 'Một cột đứng hai lần trong dòng tiêu đề. Giữ lại một cột.';
  return undefined;
}

/** @returns the row, or what is wrong with the line */
function readLine(content: string, header: readonly string[], kind: ApprovedKind, line: number): ApprovedRow | string {
  const cells = content.split('\t').map((cell) => cell.trim());
  if (cells.length > header.length) return `Dòng có ${cells.length} ô, tiêu đề có ${header.length} cột. Kiểm tra ký tự Tab thừa trong tên.`;
  const [code = '', display = '', validFrom = '', validTo = ''] = cells;
  if (code === '') return 'Thiếu mã (cột code).';
  if (display === '') return `Mã ${shown(code)} thiếu tên (cột display).`;
  if (cells.some((cell) => cell.length > LONGEST_CELL)) return `Mã ${shown(code)} có ô dài hơn ${LONGEST_CELL} ký tự.`;
  if (!isDay(validFrom)) return `Mã ${shown(code)}: valid_from “${shown(validFrom)}” không phải ngày. Ghi dạng năm tháng ngày, ví dụ 20260101.`;
  if (validTo !== '' && !isDay(validTo)) return `Mã ${shown(code)}: valid_to “${shown(validTo)}” không phải ngày. Ghi dạng 20261231, hoặc để trống khi còn hiệu lực.`;
  if (validTo !== '' && validTo < validFrom) return `Mã ${shown(code)}: valid_to ${validTo} trước valid_from ${validFrom}.`;
  const attributes: Record<string, string> = {};
  for (let i = OWN.length; i < header.length; i += 1) if (cells[i]) attributes[header[i] ?? ''] = cells[i] ?? '';
  const { key, amounts } = APPROVED_LAYOUTS[kind];
  for (const name of amounts) {
    const value = attributes[name];
    if (value !== undefined && !/^\d{1,13}(\.\d{1,3})?$/.test(value)) return `Mã ${shown(code)}: ${name} “${shown(value)}” không phải số tiền. Ghi số, phần lẻ sau dấu chấm, không dấu phân cách nghìn, ví dụ 15900.5.`;
  }
  return {
    line, key: [code, ...key.map((name) => attributes[name] ?? '')].join('\t'),
    entry: { code, display, validFrom, validTo: validTo === '' ? null : validTo, attributes },
  };
}

const shown = (text: string): string => text.slice(0, 40);
