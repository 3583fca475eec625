/** One FILEHOSO: which table, and its content in base64 or as elements. */
import { TABLES, type ReadProblem, type Table, type TableName } from '../model/index.ts';
import { tableShape } from '../standard/index.ts';
import { decodeContent } from './content.ts';
import { looksDamaged } from './encoding.ts';
import type { ReadLimits } from './limits.ts';
import { base64Problem, problem, scanProblem, shown, type Spot } from './report.ts';
import { ScanError } from './scan-error.ts';
import { Scanner } from './scan.ts';
import { TableReader } from './table-reader.ts';
import { isBlank, localName } from './tags.ts';

/** A run of white space longer than this is no part of base64 and is not kept. */
const LONGEST_GAP = 4096;

export type PartResult =
  | { readonly table: Table; readonly problems: readonly ReadProblem[] }
  /** The table could not be read; `name` is undefined when it is not even known which. */
  | { readonly table: undefined; readonly name: TableName | undefined; readonly problems: readonly ReadProblem[] };

export class Part {
  readonly #limits: ReadLimits;
  #kind: string | undefined;
  #pieces: string[] = [];
  #length = 0;
  #blank = true;
  #inline: TableReader | undefined;
  #ended = false;

  constructor(limits: ReadLimits) {
    this.#limits = limits;
  }

  get spot(): Spot {
    return this.#ended ? {} : this.#inline?.spot ?? { table: this.name };
  }

  get name(): TableName | undefined {
    return this.#kind === undefined ? undefined : TABLES.find((table) => table === this.#kind);
  }

  set kind(text: string) {
    this.#kind = text.trim();
  }

  finish(): void {
    this.#ended = true;
  }

  text(text: string): void {
    const blank = isBlank(text);
    if (blank && text.length > LONGEST_GAP) return;
    if (!blank) this.#blank = false;
    this.#length += text.length;
    if (this.#length <= this.#limits.content) this.#pieces.push(text);
    else this.#pieces = [];
  }

  /** The first element inside NOIDUNGFILE: the table is written as elements. */
  element(raw: string): TableReader {
    const root = localName(raw);
    const name = this.name ?? TABLES.find((table) => tableShape(table).path[0] === root) ?? 'XML1';
    this.#inline ??= new TableReader(name, { fieldLimit: this.#limits.field, rowLimit: this.#limits.rows, suspicious: true });
    return this.#inline;
  }

  /** Undefined: nothing to say, because LOAIHOSO and content are both missing. */
  result(): PartResult {
    const name = this.name;
    if (name === undefined) {
      const kind = this.#kind ?? '';
      const message = kind === '' ? 'Một FILEHOSO không ghi LOAIHOSO nên không biết là bảng nào. Hãy xuất lại.' : `LOAIHOSO «${shown(kind)}» không có trong chuẩn (XML1 … XML15). Hãy sửa hoặc bỏ FILEHOSO này.`;
      return failed(undefined, problem('unknown-table', { field: 'LOAIHOSO' }, message));
    }
    if (name === 'XML0' || name === 'XML12') {
      return failed(name, problem('misplaced-table', { table: name }, `Bảng ${name} phải nộp trong tệp riêng, không nằm trong GIAMDINHHS. Hãy bỏ khỏi hồ sơ này.`));
    }
    if (this.#length > this.#limits.content) {
      return failed(name, problem('too-large', { table: name }, `Bảng ${name}: nội dung dài ${this.#length} ký tự, quá giới hạn ${this.#limits.content}. Hãy kiểm tra phần mềm xuất tệp.`));
    }
    if (this.#inline !== undefined) return this.#inlineResult(this.#inline, name);
    return this.#encodedResult(name);
  }

  #inlineResult(reader: TableReader, name: TableName): PartResult {
    if (!this.#blank && this.#pieces.join('').trim() !== '') {
      return failed(name, problem('malformed', { table: name }, `Bảng ${name}: NOIDUNGFILE vừa có chữ vừa có thẻ. Hãy xuất lại: hoặc base64, hoặc thẻ XML.`));
    }
    return closed(reader, name);
  }

  #encodedResult(name: TableName): PartResult {
    const content = decodeContent(this.#pieces.length === 1 ? this.#pieces[0] ?? '' : this.#pieces.join(''));
    switch (content.kind) {
      case 'empty': return { table: { name, layout: name, rows: [], emptiness: 'content' }, problems: [] };
      case 'fault': return failed(name, base64Problem(content.fault, name));
      case 'utf16': return failed(name, problem('bad-encoding', { table: name }, `Bảng ${name}: nội dung là UTF-16. Hãy đặt phần mềm xuất UTF-8 rồi xuất lại.`));
      case 'other': return failed(name, problem('malformed', { table: name }, `Bảng ${name}: base64 giải ra không phải XML. Hãy xuất lại bảng này.`));
      case 'document': return this.#document(content.text, name);
    }
  }

  #document(text: string, name: TableName): PartResult {
    const reader = new TableReader(name, { fieldLimit: this.#limits.field, rowLimit: this.#limits.rows, suspicious: looksDamaged(text) });
    try {
      // The whole document is here, so only its size bounds a tag.
      const scanner = new Scanner(reader, { depth: this.#limits.depth, tag: text.length });
      scanner.write(text);
      scanner.end();
    } catch (error) {
      if (!(error instanceof ScanError)) throw error;
      return failed(name, ...reader.problems, scanProblem(error.code === 'truncated' ? 'truncated' : error.code, error.message, reader.spot, `Nội dung bảng ${name} không đọc được`));
    }
    return closed(reader, name);
  }
}

function failed(name: TableName | undefined, ...problems: readonly ReadProblem[]): PartResult {
  return { table: undefined, name, problems };
}

function closed(reader: TableReader, name: TableName): PartResult {
  const misplaced = reader.problems.find((one) => one.code === 'misplaced-table');
  if (misplaced !== undefined || reader.table !== name) {
    return failed(name, misplaced ?? problem('misplaced-table', { table: name }, `LOAIHOSO ghi ${name} nhưng nội dung là bảng ${reader.table}. Hãy xuất lại.`));
  }
  return { table: reader.finish(), problems: reader.problems };
}
