/**
 * The XML text of one dossier, opened for damage. It works on text alone and knows no rule, so that what it breaks
 * is found by something that was not asked how it breaks.
 */
export class DossierText {
  readonly #tables: Map<string, string>;
  readonly #before: string;
  readonly #after: string;

  private constructor(before: string, tables: Map<string, string>, after: string) {
    this.#before = before;
    this.#tables = tables;
    this.#after = after;
  }

  /** Opens a claim file with one HOSO, written by us: base64 tables, no wrapping. */
  static open(file: string): DossierText {
    const start = file.indexOf('<HOSO>') + '<HOSO>'.length;
    const end = file.indexOf('</HOSO>');
    const tables = new Map<string, string>();
    for (const match of file.slice(start, end).matchAll(/<LOAIHOSO>([^<]*)<\/LOAIHOSO>\s*<NOIDUNGFILE>([^<]*)<\/NOIDUNGFILE>/g)) {
      tables.set(match[1] ?? '', decode(match[2] ?? ''));
    }
    return new DossierText(file.slice(0, start), tables, file.slice(end));
  }

  /** Opens a check-in or assessment file with one record: the whole file is its table. */
  static openPlain(file: string, table: string): DossierText {
    return new DossierText('', new Map([[table, file]]), '');
  }

  /** Puts the decoded XML of a table inline into a closed file, changed. */
  static inline(file: string, table: string, change: (xml: string) => string): string {
    return file.replace(new RegExp(`(<LOAIHOSO>${table}</LOAIHOSO>\\s*<NOIDUNGFILE>)([^<]*)`), (_, before: string, content: string) => before + change(decode(content)));
  }

  copy(): DossierText {
    return new DossierText(this.#before, new Map(this.#tables), this.#after);
  }

  /** The file as text again. */
  close(): string {
    if (this.#before === '') return [...this.#tables.values()].join('');
    const files = [...this.#tables].map(([name, xml]) => `<FILEHOSO><LOAIHOSO>${name}</LOAIHOSO><NOIDUNGFILE>${encode(xml)}</NOIDUNGFILE></FILEHOSO>`);
    return `${this.#before}${files.join('')}${this.#after}`;
  }

  has(table: string): boolean {
    return this.#tables.has(table);
  }

  /** Replaces the XML of a table; undefined takes the table out. */
  put(table: string, xml: string | undefined): void {
    if (xml === undefined) this.#tables.delete(table);
    else this.#tables.set(table, xml);
  }

  xml(table: string): string {
    return this.#tables.get(table) ?? '';
  }

  rowCount(table: string): number {
    return this.#records(table).length;
  }

  /** Text of a field, unescaped; undefined when the element is not there. @param row 1-based */
  get(table: string, row: number, field: string): string | undefined {
    const record = this.#records(table)[row - 1];
    if (!record) return undefined;
    const match = new RegExp(`<${field}(?:>([^<]*)</${field}>|\\s*/>)`).exec(record.text);
    return match ? unescape(match[1] ?? '') : undefined;
  }

  set(table: string, row: number, field: string, value: string): void {
    this.#edit(table, row, (text) => text.replace(new RegExp(`<${field}(?:>[^<]*</${field}>|\\s*/>)`), () => `<${field}>${escape(value)}</${field}>`));
  }

  /** Edits the XML of one record. */
  edit(table: string, row: number, change: (record: string) => string): void {
    this.#edit(table, row, change);
  }

  /** Puts a copy of the record right behind it. */
  repeat(table: string, row: number): void {
    this.#edit(table, row, (text) => text + text);
  }

  remove(table: string, row: number): void {
    this.#edit(table, row, () => '');
  }

  /** Row numbers (1-based) whose fields pass. */
  rows(table: string, pass: (get: (field: string) => string) => boolean = () => true): number[] {
    return this.#records(table).map((_, i) => i + 1).filter((row) => pass((field) => this.get(table, row, field) ?? ''));
  }

  #records(table: string): { start: number; end: number; text: string }[] {
    const xml = this.xml(table);
    const tag = RECORDS[table];
    if (!tag || xml === '') return [];
    return [...xml.matchAll(new RegExp(`<${tag}>[\\s\\S]*?</${tag}>`, 'g'))].map((match) => ({ start: match.index, end: match.index + match[0].length, text: match[0] }));
  }

  #edit(table: string, row: number, change: (record: string) => string): void {
    const record = this.#records(table)[row - 1];
    if (!record) throw new Error(`${table} has no row ${row}`);
    const xml = this.xml(table);
    this.#tables.set(table, xml.slice(0, record.start) + change(record.text) + xml.slice(record.end));
  }
}

/** The element of one record, by the standard's own names. */
const RECORDS: Readonly<Record<string, string>> = {
  XML0: 'TRANG_THAI_KCB', XML1: 'TONG_HOP', XML2: 'CHI_TIET_THUOC', XML3: 'CHI_TIET_DVKT', XML4: 'CHI_TIET_CLS', XML5: 'CHI_TIET_DIEN_BIEN_BENH',
  XML6: 'HO_SO_BENH_AN_CHAM_SOC_VA_DIEU_TRI_HIV_AIDS', XML7: 'CHI_TIEU_DU_LIEU_GIAY_RA_VIEN', XML8: 'CHI_TIEU_DU_LIEU_TOM_TAT_HO_SO_BENH_AN',
  XML9: 'DU_LIEU_GIAY_CHUNG_SINH', XML10: 'CHI_TIEU_DU_LIEU_GIAY_NGHI_DUONG_THAI', XML11: 'CHI_TIEU_DU_LIEU_GIAY_CHUNG_NHAN_NGHI_VIEC_HUONG_BAO_HIEM_XA_HOI',
  XML12: 'GIAM_DINH_YKHOA', XML13: 'CHI_TIEU_GIAYCHUYENTUYEN', XML14: 'CHI_TIEU_GIAYHEN_KHAMLAI', XML15: 'CHITIET_DIEUTRI_BENHLAO',
};

function decode(base64: string): string {
  return new TextDecoder().decode(Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)));
}

function encode(text: string): string {
  let binary = '';
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte);
  return btoa(binary);
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function unescape(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&#13;', '\r').replaceAll('&amp;', '&');
}
