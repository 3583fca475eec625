/** One dossier while it is being read. */
import type { Dossier, FileKind, ReadItem, ReadProblem, Table, TableName } from '../model/index.ts';
import type { PartResult } from './part.ts';
import { problem } from './report.ts';

export interface FileHead {
  facility: string | undefined;
  createdOn: string | undefined;
}

/** A dossier with more problems than this has one: it is not a dossier. */
const MOST_PROBLEMS = 1000;
const MOST_CHILDREN = 20;

export class Unit {
  readonly position: number;
  readonly #kind: FileKind;
  readonly #tables = new Map<TableName, Table>();
  readonly #problems: ReadProblem[] = [];
  /** The table without which there is no dossier was there, but could not be read. */
  #lost = false;

  constructor(kind: FileKind, position: number) {
    this.#kind = kind;
    this.position = position;
  }

  add(result: PartResult): void {
    for (const one of result.problems) this.tell(one);
    if (result.table === undefined) {
      if (result.name === this.#main) this.#lost = true;
      return;
    }
    const { table } = result;
    const known = this.#tables.get(table.name);
    if (known === undefined) this.#tables.set(table.name, table);
    // One discharge paper for each child of a multiple birth: the inner document has room for one only.
    else if (table.name === 'XML7' && known.rows.length > 0 && known.rows.length < MOST_CHILDREN && table.rows.length > 0) this.#tables.set('XML7', { ...known, rows: [...known.rows, ...table.rows] });
    else this.tell(problem('duplicate-table', { table: table.name }, `Bảng ${table.name} có hai lần trong một hồ sơ; chỉ lần đầu được đọc. Hãy gộp lại làm một.`));
  }

  /** Something outside the tables. */
  tell(found: ReadProblem): void {
    if (this.#problems.length < MOST_PROBLEMS) this.#problems.push(found);
  }

  get #main(): TableName {
    return this.#kind === 'claim' ? 'XML1' : this.#kind === 'checkin' ? 'XML0' : 'XML12';
  }

  /** `stopped`: the error that ended the dossier before its time. */
  items(head: FileHead, stopped?: ReadProblem): ReadItem[] {
    const problems = stopped === undefined ? this.#problems : [...this.#problems, stopped];
    if (this.#lost || (stopped !== undefined && !this.#tables.has(this.#main))) {
      return problems.map((one) => ({ type: 'problem', position: this.position, problem: one }));
    }
    return [{ type: 'dossier', dossier: this.#dossier(head, problems) }];
  }

  #dossier(head: FileHead, problems: readonly ReadProblem[]): Dossier {
    const row = this.#kind === 'checkin' ? this.#tables.get('XML0')?.rows[0] : undefined;
    const facility = (this.#kind === 'checkin' ? row?.['MA_CSKCB'] : head.facility) ?? '';
    const missing: ReadProblem[] = [];
    if (this.#kind === 'claim') {
      if (facility === '') missing.push(problem('missing-envelope', { field: 'MACSKCB' }, 'Tệp không ghi MACSKCB (mã cơ sở khám chữa bệnh) trong THONGTINDONVI. Hãy điền rồi xuất lại.'));
      if ((head.createdOn ?? '') === '') missing.push(problem('missing-envelope', { field: 'NGAYLAP' }, 'Tệp không ghi NGAYLAP (ngày lập) trong THONGTINHOSO. Hãy điền rồi xuất lại.'));
    }
    return { kind: this.#kind, position: this.position, facility, createdOn: head.createdOn ?? '', tables: this.#tables, problems: [...problems, ...missing] };
  }
}
