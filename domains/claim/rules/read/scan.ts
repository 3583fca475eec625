/**
 * A strict XML 1.0 scanner for text that comes in pieces: elements, text, CDATA; no DTD at all. Written because the
 * dossier is flat and repetitive: one `indexOf` per field is several times faster than a state machine per character
 * (bench/results/dossier.json). scan.test.ts holds it to what `saxes` accepts, refuses and reads.
 *
 * Line ends must already be normalised to \n (lines.ts). Memory: the unfinished token, at most `limits.tag`.
 */
import { resolveReferences } from './references.ts';
import { ScanError } from './scan-error.ts';
import { isBlank, NAME_AT, parseAttributes, tagEnd, checkDeclaration } from './tags.ts';

export interface ScanHandler {
  /** Name of the element that most likely comes next, or ''. Only makes it faster. */
  readonly expected: string;
  open(name: string): void;
  /** A piece of text or CDATA; one run may come in several pieces. */
  text(text: string): void;
  close(name: string): void;
  /** An element without attributes and with nothing but text in it; instead of open, text, close. */
  leaf(name: string, text: string): void;
}

// oxlint-disable-next-line no-control-regex -- these are the characters XML forbids
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
const GT = 62, SLASH = 47, BANG = 33, QUESTION = 63, SPACE = 32, CLOSING_BRACKET = 93;
/** Longest reference that may be cut in two by a chunk: `&#0…065;`. */
const REFERENCE_LENGTH = 64;

type Mode = 'markup' | 'cdata' | 'comment';

export class Scanner {
  readonly #handler: ScanHandler;
  readonly #limits: { readonly depth: number; readonly tag: number };
  readonly #stack: string[] = [];
  #text = '';
  #at = 0;
  #base = 0;
  #mode: Mode = 'markup';
  #rooted = false;
  #references = false;
  #brackets = false;

  constructor(handler: ScanHandler, limits: { readonly depth: number; readonly tag: number }) {
    this.#handler = handler;
    this.#limits = limits;
  }

  /** Characters up to the token that is being read. */
  get offset(): number {
    return this.#base + this.#at;
  }

  /** Throws ScanError; the scanner is of no use afterwards. */
  write(chunk: string): void {
    this.#base += this.#at;
    const rest = this.#at < this.#text.length ? this.#text.slice(this.#at) : '';
    this.#at = 0;
    const text = rest === '' ? chunk : rest + chunk;
    const bad = text.search(FORBIDDEN);
    this.#text = bad < 0 ? text : text.slice(0, bad);
    this.#references = this.#text.includes('&');
    this.#brackets = this.#text.includes(']]>');
    this.#run();
    if (bad >= 0) {
      const code = text.charCodeAt(bad).toString(16).toUpperCase().padStart(4, '0');
      throw new ScanError('malformed', `có ký tự điều khiển U+${code} không được phép trong XML`);
    }
    if (this.#text.length - this.#at > this.#limits.tag) throw new ScanError('too-large', 'có một thẻ quá dài');
  }

  /** Says that nothing comes any more. */
  end(): void {
    const open = this.#stack.at(-1);
    if (open !== undefined) throw new ScanError('truncated', `nội dung kết thúc khi thẻ <${open}> chưa đóng`);
    if (this.#mode !== 'markup' || this.#at < this.#text.length || !this.#rooted) throw new ScanError('truncated', 'nội dung kết thúc giữa chừng');
  }

  #run(): void {
    const text = this.#text;
    for (;;) {
      if (this.#mode !== 'markup') {
        if (!this.#through()) return;
        continue;
      }
      const lt = text.indexOf('<', this.#at);
      if (lt !== this.#at) {
        const stop = lt < 0 ? this.#settled() : lt;
        if (stop > this.#at) this.#emit(text.slice(this.#at, stop));
        this.#at = stop;
        if (lt < 0) return;
      }
      const second = text.charCodeAt(lt + 1);
      const next = second === SLASH ? this.#close(lt) : second === BANG ? this.#bang(lt) : second === QUESTION ? this.#instruction(lt) : this.#open(lt);
      if (next < 0) return;
      this.#at = next;
    }
  }

  /** Where text without a `<` after it may be cut: before a reference or a `]]` that could go on in the next chunk. */
  #settled(): number {
    const text = this.#text;
    if (this.#references) {
      const from = Math.max(this.#at, text.length - REFERENCE_LENGTH);
      const amp = text.lastIndexOf('&');
      if (amp >= from && text.indexOf(';', amp) < 0) return amp;
    }
    let stop = text.length;
    while (stop > this.#at && stop > text.length - 2 && text.charCodeAt(stop - 1) === CLOSING_BRACKET) stop -= 1;
    return stop;
  }

  #emit(raw: string): void {
    const text = this.#plain(raw);
    if (this.#stack.length > 0) this.#handler.text(text);
    else if (!isBlank(raw)) throw new ScanError('malformed', 'có chữ nằm ngoài phần tử gốc');
  }

  #plain(raw: string): string {
    if (this.#brackets && raw.includes(']]>')) throw new ScanError('malformed', 'dãy ]]> nằm ngoài CDATA');
    return this.#references && raw.includes('&') ? resolveReferences(raw) : raw;
  }

  #open(lt: number): number {
    const text = this.#text;
    let name = this.#handler.expected;
    let end = lt + 1 + name.length;
    let after = text.charCodeAt(end);
    if (name === '' || !text.startsWith(name, lt + 1) || !(after === GT || after === SLASH || after === SPACE)) {
      NAME_AT.lastIndex = lt + 1;
      name = NAME_AT.exec(text)?.[0] ?? '';
      end = lt + 1 + name.length;
      if (end >= text.length) return -1;
      if (name === '') throw new ScanError('malformed', 'dấu < không mở đầu một thẻ (trong chữ phải viết là &lt;)');
      after = text.charCodeAt(end);
    }
    if (after === GT) return this.#opened(name, end + 1);
    const gt = tagEnd(text, end);
    if (gt < 0) return -1;
    const empty = text.charCodeAt(gt - 1) === SLASH;
    parseAttributes(text.slice(end, empty ? gt - 1 : gt));
    this.#enter(name);
    if (empty) {
      this.#handler.leaf(name, '');
      return gt + 1;
    }
    this.#stack.push(name);
    this.#handler.open(name);
    return gt + 1;
  }

  #opened(name: string, start: number): number {
    const text = this.#text;
    this.#enter(name);
    const lt = text.indexOf('<', start);
    if (lt >= 0 && text.charCodeAt(lt + 1) === SLASH && text.startsWith(name, lt + 2) && text.charCodeAt(lt + 2 + name.length) === GT) {
      const raw = lt === start ? '' : text.slice(start, lt);
      // What can be refused goes the long way, so that the handler knows the element when it is.
      if (!((this.#references && raw.includes('&')) || (this.#brackets && raw.includes(']]>')))) {
        this.#handler.leaf(name, raw);
        return lt + 3 + name.length;
      }
    }
    this.#stack.push(name);
    this.#handler.open(name);
    return start;
  }

  #enter(name: string): void {
    if (this.#stack.length >= this.#limits.depth) throw new ScanError('too-deep', `các thẻ lồng nhau quá ${this.#limits.depth} tầng`);
    if (this.#stack.length > 0) return;
    if (this.#rooted) throw new ScanError('malformed', `có phần tử gốc thứ hai <${name}>`);
    this.#rooted = true;
  }

  #close(lt: number): number {
    const gt = this.#text.indexOf('>', lt + 2);
    if (gt < 0) return -1;
    const name = this.#stack.at(-1) ?? '';
    if (name === '' || !this.#text.startsWith(name, lt + 2) || !isBlank(this.#text.slice(lt + 2 + name.length, gt))) {
      const found = this.#text.slice(lt + 2, Math.min(gt, lt + 42));
      throw new ScanError('malformed', name === '' ? `thẻ đóng </${found}> không có thẻ mở` : `thẻ <${name}> bị đóng bằng </${found}>`);
    }
    this.#stack.pop();
    this.#handler.close(name);
    return gt + 1;
  }

  #bang(lt: number): number {
    const text = this.#text;
    if (text.startsWith('<!--', lt)) {
      this.#mode = 'comment';
      return lt + 4;
    }
    if (text.startsWith('<![CDATA[', lt)) {
      if (this.#stack.length === 0) throw new ScanError('malformed', 'CDATA nằm ngoài phần tử gốc');
      this.#mode = 'cdata';
      return lt + 9;
    }
    const start = text.slice(lt, lt + 9);
    if (start.length < 9 && ('<![CDATA['.startsWith(start) || '<!--'.startsWith(start) || '<!DOCTYPE'.startsWith(start))) return -1;
    if (start === '<!DOCTYPE') throw new ScanError('entity', 'có khai báo <!DOCTYPE>, hồ sơ không được phép có');
    throw new ScanError('malformed', 'thẻ mở đầu bằng <! không hợp lệ');
  }

  /** Goes on inside CDATA or a comment; false when its end has not come yet. */
  #through(): boolean {
    const text = this.#text;
    const cdata = this.#mode === 'cdata';
    const found = text.indexOf(cdata ? ']]>' : '--', this.#at);
    if (found < 0) {
      const stop = Math.max(this.#at, text.length - 2);
      if (cdata && stop > this.#at) this.#handler.text(text.slice(this.#at, stop));
      this.#at = stop;
      return false;
    }
    if (!cdata && found + 2 >= text.length) {
      this.#at = found;
      return false;
    }
    if (!cdata && text.charCodeAt(found + 2) !== GT) throw new ScanError('malformed', 'dãy -- nằm trong chú thích');
    if (cdata) this.#handler.text(text.slice(this.#at, found));
    this.#at = found + 3;
    this.#mode = 'markup';
    return true;
  }

  #instruction(lt: number): number {
    const end = this.#text.indexOf('?>', lt + 2);
    if (end < 0) return -1;
    checkDeclaration(this.#text.slice(lt + 2, end), this.#base + lt === 0);
    return end + 2;
  }
}
