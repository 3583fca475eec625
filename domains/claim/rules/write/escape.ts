import type { LayoutName } from '../model/index.ts';

/** A value that XML cannot hold. Mend the value: nothing is dropped silently. */
export class UnwritableError extends Error {
  readonly layout: LayoutName;
  /** 1-based. */
  readonly row: number;
  readonly field: string;

  constructor(layout: LayoutName, row: number, field: string, code: number) {
    super(`Bảng ${layout}, dòng ${row}, trường ${field}: ký tự U+${code.toString(16).toUpperCase().padStart(4, '0')} không ghi được vào XML. Hãy xoá ký tự này.`);
    this.name = 'UnwritableError';
    this.layout = layout;
    this.row = row;
    this.field = field;
  }
}

const SPECIAL = /[&<>\r]/u;
const EACH = /[&<>\r]/gu;
// oxlint-disable-next-line no-control-regex -- these are the characters XML forbids
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Index of the first UTF-16 unit that XML 1.0 forbids; -1 when there is none. */
export function forbiddenAt(value: string): number {
  return value.search(FORBIDDEN);
}

/** Text of an element. `\r` becomes a reference, because a reader would take it for a line end. */
export function escapeText(value: string): string {
  if (!SPECIAL.test(value)) return value;
  return value.replace(EACH, (mark) => (mark === '&' ? '&amp;' : mark === '<' ? '&lt;' : mark === '>' ? '&gt;' : '&#13;'));
}
