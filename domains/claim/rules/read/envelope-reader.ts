/** Events of the whole file → dossiers. One per scanner run; the state that outlives a broken dossier is in `FileState`. */
import type { ReadItem } from '../model/index.ts';
import { childContext, formOf, type Context, type FileForm } from './envelope.ts';
import type { ReadLimits } from './limits.ts';
import { Part } from './part.ts';
import { problem, shown, type Spot } from './report.ts';
import { ScanError } from './scan-error.ts';
import type { ScanHandler } from './scan.ts';
import { TableReader } from './table-reader.ts';
import { isBlank, localName } from './tags.ts';
import { Unit, type FileHead } from './unit.ts';

export interface FileState extends FileHead {
  form: FileForm | undefined;
  announced: string | undefined;
  signed: boolean;
  position: number;
  dossiers: number;
  broken: number;
  /** Names outside the standard that were already told. */
  readonly strange: Set<string>;
  readonly items: ReadItem[];
}

export class WrongRoot extends Error {}

export class EnvelopeReader implements ScanHandler {
  readonly #state: FileState;
  readonly #limits: ReadLimits;
  readonly #contexts: Context[] = ['file'];
  #context: Context = 'file';
  #unit: Unit | undefined;
  #part: Part | undefined;
  #table: TableReader | undefined;
  /** Elements open inside an inline table. */
  #inner = 0;
  #valueOf = '';
  #value = '';
  /** Called when a dossier begins. */
  readonly #onUnit: () => void;

  constructor(state: FileState, limits: ReadLimits, onUnit: () => void) {
    this.#state = state;
    this.#limits = limits;
    this.#onUnit = onUnit;
  }

  get unit(): Unit | undefined {
    return this.#unit;
  }

  get context(): Context {
    return this.#context;
  }

  get spot(): Spot {
    return this.#part?.spot ?? this.#table?.spot ?? {};
  }

  get expected(): string {
    return this.#inner > 0 ? this.#table?.expected ?? '' : '';
  }

  open(raw: string): void {
    if (this.#inner > 0 || this.#context === 'content') {
      if (this.#inner === 0 && this.#part !== undefined) this.#table = this.#part.element(raw);
      this.#inner += 1;
      this.#table?.open(raw);
      return;
    }
    const name = localName(raw);
    const context = childContext(this.#context, name);
    if (context === 'signature' && this.#context === 'signature') this.#state.signed = true;
    if (context === 'skip' && this.#context !== 'skip') this.#strange(name);
    this.#contexts.push(context);
    this.#context = context;
    this.#enter(name);
  }

  text(text: string): void {
    if (this.#inner > 0) this.#table?.text(text);
    else if (this.#context === 'content') this.#part?.text(text);
    else if (this.#context === 'value') {
      if (this.#value.length + text.length <= this.#limits.field) this.#value += text;
    } else if (isBlank(text)) return;
    else if (this.#context === 'signature') this.#state.signed = true;
    else if (this.#context !== 'skip') this.#strangeText(text);
  }

  close(raw: string): void {
    if (this.#inner > 0) {
      this.#inner -= 1;
      this.#table?.close(raw);
      if (this.#inner > 0 || this.#context !== 'row') return;
      this.#endRow();
      this.#leave();
      return;
    }
    if (this.#context === 'value') this.#keep();
    else if (this.#context === 'content') this.#part?.finish();
    else if (this.#context === 'part' && this.#part !== undefined) {
      this.#unit?.add(this.#part.result());
      this.#part = undefined;
      this.#table = undefined;
    } else if (this.#context === 'unit') this.#endUnit();
    this.#leave();
  }

  leaf(raw: string, text: string): void {
    if (this.#inner > 0) {
      this.#table?.leaf(raw, text);
      return;
    }
    this.open(raw);
    if (text !== '') this.text(text);
    this.close(raw);
  }

  #enter(name: string): void {
    const state = this.#state;
    switch (this.#context) {
      case 'claim': case 'rows-file': state.form = formOf(name); break;
      case 'unit':
        this.#begin();
        break;
      case 'row':
        this.#begin();
        this.#table = new TableReader(state.form?.kind === 'checkin' ? 'XML0' : 'XML12', { fieldLimit: this.#limits.field, rowLimit: 1, suspicious: true });
        for (const one of [...(state.form?.preamble ?? []), name]) this.#table.open(one);
        this.#inner = 1;
        break;
      case 'part': this.#part = new Part(this.#limits); break;
      case 'value':
        this.#valueOf = name;
        this.#value = '';
        break;
      case 'skip':
        if (this.#contexts.length === 2) throw new WrongRoot(name);
        // A dossier inside a dossier: the first one was never closed.
        if (name === state.form?.unit && this.#unit !== undefined) throw new ScanError('malformed', `<${name}> mới bắt đầu khi hồ sơ trước chưa đóng`);
        break;
      default: break;
    }
  }

  #leave(): void {
    this.#contexts.pop();
    this.#context = this.#contexts.at(-1) ?? 'file';
  }

  #begin(): void {
    this.#state.position += 1;
    this.#unit = new Unit(this.#state.form?.kind ?? 'claim', this.#state.position);
    this.#onUnit();
  }

  #endUnit(): void {
    if (this.#unit !== undefined) deliver(this.#state, this.#unit.items(this.#state));
    this.#unit = undefined;
  }

  #endRow(): void {
    const table = this.#table;
    this.#table = undefined;
    if (table !== undefined) this.#unit?.add({ table: table.finish(), problems: table.problems });
    this.#endUnit();
  }

  #keep(): void {
    const text = this.#value.trim();
    if (this.#valueOf === 'LOAIHOSO' && this.#part !== undefined) this.#part.kind = text;
    else if (this.#valueOf === 'MACSKCB') this.#state.facility = text;
    else if (this.#valueOf === 'NGAYLAP') this.#state.createdOn = text;
    else if (this.#valueOf === 'SOLUONGHOSO') this.#state.announced = text;
  }

  #strange(name: string): void {
    if (this.#contexts.length < 2 || name === this.#state.form?.unit) return;
    this.#tell(name, `Thẻ <${shown(name)}> không có trong chuẩn ở chỗ này và không được đọc. Hãy bỏ hoặc đặt đúng chỗ.`);
  }

  #strangeText(text: string): void {
    // A byte order mark left between two elements is nothing.
    if (text.trim() !== '') this.#tell('', `Có chữ «${shown(text)}» nằm ngoài các thẻ của chuẩn. Hãy bỏ.`);
  }

  #tell(name: string, message: string): void {
    const code = name === '' ? 'malformed' : 'unknown-field';
    if (this.#unit !== undefined) this.#unit.tell(problem(code, name === '' ? {} : { field: shown(name) }, message));
    else if (!this.#state.strange.has(name) && this.#state.strange.size < 100) {
      this.#state.strange.add(name);
      this.#state.items.push({ type: 'problem', position: null, problem: problem(code, name === '' ? {} : { field: shown(name) }, message) });
    }
  }
}

/** Puts what became of one dossier into the queue and counts it. */
export function deliver(state: FileState, items: readonly ReadItem[]): void {
  if (items.some((item) => item.type === 'dossier')) state.dossiers += 1;
  else state.broken += 1;
  state.items.push(...items);
}
