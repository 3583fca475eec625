/** Rows of one table out of the events of a scanner. */
import type { LayoutName, ReadProblem, Row, Table, TableName } from '../model/index.ts';
import { layout, tableShape, type Layout, type TableShape } from '../standard/index.ts';
import { fieldDamage } from './encoding.ts';
import { damageProblem, place, problem, shown, type Spot } from './report.ts';
import type { ScanHandler } from './scan.ts';
import { isBlank, localName } from './tags.ts';

/** Fields that only the referral table of QĐ 3176 has; one of them decides the layout. */
const REFERRAL_3176 = new Set(['MA_CSKCB_DEN', 'MA_CSKCB_DI', 'TINH_TRANG_CT']);

export interface TableReaderOptions {
  readonly fieldLimit: number;
  readonly rowLimit: number;
  /** False when the whole document is known to be free of damaged letters. */
  readonly suspicious: boolean;
}

export class TableReader implements ScanHandler {
  readonly table: TableName;
  readonly problems: ReadProblem[] = [];
  readonly #shape: TableShape;
  readonly #options: TableReaderOptions;
  readonly #rows: Row[] = [];
  readonly #told = new Set<string>();
  #layout: Layout;
  /** The referral table: fields wait here until the row shows its layout. */
  #waiting: [name: string, value: string][] | undefined;
  #row: Record<string, string | undefined> = {};
  #filled = 0;
  /** 0-based index of the field that comes next in the standard's order. */
  #next = 0;
  #level = 0;
  #skipped = 0;
  #field: string | undefined;
  #value = '';
  #length = 0;
  expected: string;

  constructor(table: TableName, options: TableReaderOptions) {
    this.table = table;
    this.#options = options;
    this.#shape = tableShape(table);
    this.#layout = layout(table);
    this.expected = this.#shape.path[0] ?? '';
  }

  /** Where the reading stands, for the message of an error that stops it. */
  get spot(): Spot {
    const inside = this.#level === this.#shape.path.length;
    return { table: this.table, row: inside ? this.#rows.length + 1 : undefined, field: this.#field };
  }

  open(raw: string): void {
    if (this.#skipped > 0) {
      this.#skipped += 1;
      return;
    }
    const path = this.#shape.path;
    if (this.#field !== undefined) {
      this.#tell('malformed', this.#field, `có thẻ <${shown(raw)}> bên trong; một trường chỉ chứa chữ. Ký tự < phải viết là &lt; hoặc đặt trong CDATA`);
      this.#skipped = 1;
    } else if (this.#level === path.length) {
      this.#field = localName(raw);
      this.#value = '';
      this.#length = 0;
    } else if (localName(raw) === path[this.#level]) {
      this.#level += 1;
      if (this.#level === path.length) this.#startRow();
      else this.expected = path[this.#level] ?? '';
    } else {
      this.#tell(this.#level === 0 ? 'misplaced-table' : 'malformed', undefined, `cấu trúc không đúng: cần thẻ <${path[this.#level]}>, gặp <${shown(raw)}>. Hãy xuất lại bảng theo mẫu`);
      this.#skipped = 1;
    }
  }

  text(text: string): void {
    if (this.#skipped > 0) return;
    if (this.#field === undefined) {
      if (!isBlank(text) && text.trim() !== '') this.#tell('malformed', undefined, `có chữ «${shown(text)}» nằm ngoài các trường. Hãy bỏ hoặc đưa vào đúng trường`);
      return;
    }
    this.#length += text.length;
    if (this.#length <= this.#options.fieldLimit) this.#value += text;
  }

  close(_raw: string): void {
    if (this.#skipped > 0) this.#skipped -= 1;
    else if (this.#field !== undefined) {
      this.#set(this.#field, this.#value, this.#length);
      this.#field = undefined;
    } else {
      if (this.#level === this.#shape.path.length) this.#endRow();
      this.#level -= 1;
    }
  }

  leaf(raw: string, text: string): void {
    if (this.#skipped === 0 && this.#level === this.#shape.path.length && this.#field === undefined) {
      this.#set(raw, text, text.length);
      return;
    }
    this.open(raw);
    this.text(text);
    this.close(raw);
  }

  /** The table as read so far; call when its document has been read to the end. */
  finish(): Table {
    const { table: name } = this;
    return this.#rows.length > 0
      ? { name, layout: this.#layout.name, rows: this.#rows }
      : { name, layout: this.#layout.name, rows: this.#rows, emptiness: 'list' };
  }

  #startRow(): void {
    this.#filled = 0;
    this.#next = 0;
    if (this.table === 'XML13') {
      this.#waiting = [];
      this.expected = '';
    } else {
      this.#row = { ...this.#layout.blank };
      this.expected = this.#layout.names[0] ?? '';
    }
  }

  #endRow(): void {
    if (this.#waiting !== undefined) this.#settle(this.#waiting);
    this.expected = this.#shape.record;
    // A root without a field in it is an empty wrapper; in a list it is a record.
    if (this.#filled === 0 && this.#shape.path.length === 1) return;
    if (this.#rows.length >= this.#options.rowLimit) {
      this.#tell('too-large', undefined, `có hơn ${this.#options.rowLimit} bản ghi; phần còn lại không được đọc. Hãy kiểm tra phần mềm xuất tệp`);
      return;
    }
    this.#rows.push(this.#row);
    if (this.#rows.length === 2 && this.#shape.cardinality === 'one') {
      this.problems.push(problem('too-many-rows', { table: this.table, row: 2 }, `Bảng ${this.table} chỉ được có một bản ghi trong một hồ sơ. Hãy bỏ bản ghi thừa.`));
    }
  }

  #settle(fields: readonly (readonly [name: string, value: string])[]): void {
    if (this.#rows.length === 0) {
      const name: LayoutName = fields.some(([field]) => REFERRAL_3176.has(localName(field))) ? 'XML13@3176' : 'XML13';
      this.#layout = layout(name);
    }
    this.#waiting = undefined;
    this.#row = { ...this.#layout.blank };
    for (const [name, value] of fields) this.#set(name, value, value.length);
  }

  #set(raw: string, text: string, length: number): void {
    let value = text;
    if (length > this.#options.fieldLimit) {
      this.#tell('too-large', raw, `dài ${length} ký tự, quá giới hạn ${this.#options.fieldLimit}; nội dung bị bỏ. Hãy rút ngắn`);
      value = '';
    }
    if (this.#waiting !== undefined) {
      this.#waiting.push([raw, value]);
      return;
    }
    let name = this.#layout.names[this.#next];
    let index = this.#next;
    if (name === undefined || raw !== name) {
      index = (this.#layout.ordinals.get(localName(raw)) ?? 0) - 1;
      name = this.#layout.names[index];
      if (name === undefined) {
        this.#tell('unknown-field', raw, `không có trong chuẩn (bảng ${this.#layout.name})${this.#layout.ordinals.has(raw.toUpperCase()) ? '; tên trường phải viết hoa' : ''}. Hãy bỏ hoặc sửa tên trường`);
        return;
      }
      if (index < this.#next) {
        if (this.#row[name] !== undefined) {
          this.#tell('duplicate-field', name, 'có hai lần; chỉ giá trị đầu được đọc. Hãy bỏ lần thừa');
          return;
        }
        this.#tell('field-order', name, `không đúng thứ tự của chuẩn (phải là trường thứ ${index + 1}). Hãy xuất đúng thứ tự`);
      }
    }
    this.#row[name] = value;
    this.#filled += 1;
    if (index >= this.#next) {
      this.#next = index + 1;
      this.expected = this.#layout.names[this.#next] ?? this.#shape.record;
    }
    if (this.#options.suspicious && value !== '') this.#judge(name, value);
  }

  #judge(name: string, value: string): void {
    const damage = fieldDamage(value);
    if (damage === undefined || !this.#first('bad-encoding', name)) return;
    this.problems.push(damageProblem(damage, { table: this.table, row: this.#rows.length + 1, field: name }));
  }

  /** Each kind of problem is told once for a field, at the first row that has it. */
  #first(code: string, field: string): boolean {
    const key = `${code} ${field}`;
    if (this.#told.has(key) || this.#told.size >= 200) return false;
    this.#told.add(key);
    return true;
  }

  #tell(code: ReadProblem['code'], raw: string | undefined, clause: string): void {
    const field = raw === undefined ? undefined : shown(raw);
    if (!this.#first(code, field ?? '')) return;
    const spot: Spot = { table: this.table, row: this.#level === this.#shape.path.length ? this.#rows.length + 1 : undefined, field };
    this.problems.push(problem(code, spot, `${place(spot).replace(/^./u, (letter) => letter.toUpperCase())}: ${clause}.`));
  }
}
