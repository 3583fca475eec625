/** Text of a file in pieces → items. Goes on after a broken dossier at the next one. */
import type { FileSummary, ReadItem, ReadProblem } from '../model/index.ts';
import { deliver, EnvelopeReader, WrongRoot, type FileState } from './envelope-reader.ts';
import type { ReadLimits } from './limits.ts';
import { LineEnds } from './lines.ts';
import { problem, scanProblem, shown } from './report.ts';
import { Window } from './recovery.ts';
import { ScanError } from './scan-error.ts';
import { Scanner } from './scan.ts';

/** Longest mark at which reading goes on (`</DSACH_TRANG_THAI_KCB >`), with room. */
const MARK = 64;

export class FileParser {
  readonly #limits: ReadLimits;
  readonly #lines = new LineEnds();
  readonly #window = new Window();
  readonly #state: FileState = {
    form: undefined, facility: undefined, createdOn: undefined, announced: undefined, signed: false,
    position: 0, dossiers: 0, broken: 0, strange: new Set(), items: [],
  };
  #reader: EnvelopeReader;
  #scanner: Scanner;
  #unitStart = 0;
  #begun = false;
  /** Looking for the next dossier: the end of the text that was passed over. */
  #lost: string | undefined;
  #stopped = false;
  #complete = false;

  constructor(limits: ReadLimits) {
    this.#limits = limits;
    [this.#reader, this.#scanner] = this.#fresh();
  }

  /** True after a fault that ends the file: nothing more need be written. */
  get stopped(): boolean {
    return this.#stopped;
  }

  /** Items since the last call. */
  take(): ReadItem[] {
    return this.#state.items.splice(0);
  }

  write(chunk: string): void {
    this.#take(this.#lines.next(chunk));
  }

  /** `bytes`: size of the file. Closes the file and returns the last items. */
  end(bytes: number): ReadItem[] {
    this.#take(this.#lines.rest());
    if (!this.#stopped) this.#close();
    this.#count();
    this.#state.items.push({ type: 'end', summary: this.#summary(bytes) });
    return this.take();
  }

  /** A fault that ends the file, from outside or inside. */
  stop(fault: ReadProblem): void {
    if (this.#stopped) return;
    const { unit } = this.#reader;
    if (unit !== undefined && this.#lost === undefined) deliver(this.#state, unit.items(this.#state, fault));
    else this.#state.items.push({ type: 'problem', position: null, problem: fault });
    this.#stopped = true;
  }

  #fresh(): [EnvelopeReader, Scanner] {
    const reader = new EnvelopeReader(this.#state, this.#limits, () => { this.#unitStart = this.#scanner.offset; });
    return [reader, new Scanner(reader, this.#limits)];
  }

  #take(chunk: string): void {
    let text = chunk;
    if (!this.#begun) {
      text = text.trimStart();
      if (text === '' || this.#stopped) return;
      this.#begun = true;
      if (!text.startsWith('<')) {
        this.stop(problem('not-xml', {}, notXml(text)));
        return;
      }
    }
    this.#window.grant(text.length);
    for (let rest: string | undefined = text; rest !== undefined && rest !== '' && !this.#stopped;) rest = this.#feed(rest);
  }

  /** Returns what must be fed again after going back; undefined: all is taken. */
  #feed(text: string): string | undefined {
    if (this.#lost !== undefined) return this.#resume(this.#lost + text);
    this.#window.add(text);
    try {
      this.#scanner.write(text);
      const open = this.#reader.unit !== undefined;
      this.#window.forget(open ? this.#unitStart : this.#scanner.offset);
      if (open && this.#window.size > this.#limits.dossier) throw new ScanError('too-large', `hồ sơ dài quá ${this.#limits.dossier} ký tự`);
      return undefined;
    } catch (error) {
      return this.#recover(error);
    }
  }

  #recover(error: unknown): string | undefined {
    if (error instanceof WrongRoot) {
      this.stop(problem('wrong-xml', {}, `Tệp là XML nhưng phần tử gốc <${shown(error.message)}> không phải hồ sơ: cần GIAMDINHHS, CHI_TIEU_TRANG_THAI_KCB (XML0) hoặc CHI_TIEU_GIAM_DINH_YKHOA (XML12). Hãy chọn đúng tệp.`));
      return undefined;
    }
    if (!(error instanceof ScanError)) throw error;
    const { unit, spot, context } = this.#reader;
    const { form } = this.#state;
    const reached = this.#scanner.offset;
    const code = error.code;
    if (unit !== undefined) {
      deliver(this.#state, unit.items(this.#state, scanProblem(code, error.message, spot, `Hồ sơ thứ ${unit.position} không đọc được trọn vẹn`)));
    } else {
      const fault = scanProblem(code, error.message, {}, 'Tệp không đọc được');
      // Before the root or after the list there is no next dossier to go on with.
      if (form === undefined || code === 'entity' || context === 'signature' || (context === 'claim' && this.#state.position > 0)) {
        this.stop(fault);
        return undefined;
      }
      this.#state.items.push({ type: 'problem', position: null, problem: fault });
    }
    const back = unit === undefined || code === 'too-large' ? reached : this.#unitStart;
    const text = this.#window.from(back, reached).slice(1);
    this.#window.restart(0);
    return this.#resume(text);
  }

  #resume(text: string): string | undefined {
    const { form } = this.#state;
    if (form === undefined) return undefined;
    form.resume.lastIndex = 0;
    const found = form.resume.exec(text);
    if (found === null) {
      this.#lost = text.slice(-MARK);
      return undefined;
    }
    this.#lost = undefined;
    [this.#reader, this.#scanner] = this.#fresh();
    const preamble = form.preamble.map((name) => `<${name}>`).join('');
    this.#window.restart(preamble.length);
    this.#scanner.write(preamble);
    // The end of the broken dossier is passed over; its list's end or the next dossier is read.
    return text.slice(found.index + (found[0].startsWith(`</${form.unit}`) ? found[0].length : 0));
  }

  #close(): void {
    if (!this.#begun) {
      this.stop(problem('not-xml', {}, 'Tệp trống. Hãy chọn lại tệp hồ sơ.'));
      return;
    }
    for (;;) {
      if (this.#lost !== undefined) {
        this.stop(problem('truncated', {}, 'Tệp kết thúc giữa chừng: không thấy hồ sơ nào sau chỗ hỏng. Hãy xuất hoặc tải lên lại cho đủ.'));
        return;
      }
      try {
        this.#scanner.end();
        this.#complete = true;
        return;
      } catch (error) {
        if (!(error instanceof ScanError)) throw error;
        const { unit } = this.#reader;
        const text = unit === undefined ? '' : this.#window.from(this.#unitStart, this.#scanner.offset).slice(1);
        // An open CDATA or comment can have swallowed the dossiers that follow.
        if (this.#state.form === undefined || this.#state.form.resume.exec(text) === null) {
          this.stop(scanProblem('truncated', error.message, this.#reader.spot, unit === undefined ? 'Tệp bị cụt' : `Tệp bị cụt trong hồ sơ thứ ${unit.position}`));
          return;
        }
        this.#state.form.resume.lastIndex = 0;
        for (let rest = this.#recover(new ScanError('malformed', error.message)); rest !== undefined && rest !== '' && !this.#stopped;) rest = this.#feed(rest);
        if (this.#stopped) return;
      }
    }
  }

  #count(): void {
    const { form, announced, dossiers, broken, items, facility, createdOn } = this.#state;
    if (form?.kind !== 'claim' || !this.#complete) return;
    const missing = (field: string, what: string): void => {
      items.push({ type: 'problem', position: null, problem: problem('missing-envelope', { field }, `Tệp không ghi ${field} (${what}). Hãy điền rồi xuất lại.`) });
    };
    if (announcedCount(announced) === null) missing('SOLUONGHOSO', 'số lượng hồ sơ');
    else if (announcedCount(announced) !== dossiers + broken) {
      items.push({ type: 'problem', position: null, problem: problem('count-mismatch', { field: 'SOLUONGHOSO' }, `SOLUONGHOSO ghi ${announced} nhưng tệp có ${dossiers + broken} hồ sơ. Hãy kiểm tra tệp có đủ hồ sơ không.`) });
    }
    // With dossiers, each of them says this itself.
    if (dossiers === 0 && (facility ?? '') === '') missing('MACSKCB', 'mã cơ sở khám chữa bệnh');
    if (dossiers === 0 && (createdOn ?? '') === '') missing('NGAYLAP', 'ngày lập');
  }

  #summary(bytes: number): FileSummary {
    const { form, facility, createdOn, announced, dossiers, broken, signed } = this.#state;
    return {
      kind: form?.kind ?? null, facility: facility ?? '', createdOn: createdOn ?? '', announced: announcedCount(announced),
      dossiers, broken, bytes, signed, complete: this.#complete,
    };
  }
}

function announcedCount(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,9}$/u.test(text) ? Number(text) : null;
}

function notXml(text: string): string {
  const start = text.slice(0, 200).trim();
  if (start.startsWith('PK')) return 'Tệp là tệp nén (ZIP, Excel hoặc Word), không phải XML. Hãy giải nén hoặc xuất dạng XML.';
  if (start.startsWith('%PDF')) return 'Tệp là PDF, không phải XML. Hãy xuất hồ sơ dạng XML.';
  if (/^[{[]/u.test(start)) return 'Tệp là JSON, không phải XML. Hãy xuất hồ sơ dạng XML.';
  if (/^PD94|^PEdJQU1ESU5ISF|^77u\/P/u.test(start)) return 'Tệp còn ở dạng base64. Hãy giải mã base64 ra XML rồi nộp lại.';
  return 'Tệp không phải XML. Hãy chọn tệp hồ sơ do phần mềm khám chữa bệnh xuất ra.';
}
