/** The small grammar inside a tag. */
import { resolveReferences } from './references.ts';
import { ScanError } from './scan-error.ts';

const START = ':A-Z_a-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u02ff\\u0370-\\u037d\\u037f-\\u1fff\\u200c\\u200d\\u2070-\\u218f\\u2c00-\\u2fef\\u3001-\\ud7ff\\uf900-\\ufdcf\\ufdf0-\\ufffd\\u{10000}-\\u{effff}';
const NAME = `[${START}][${START}\\-.0-9\\u00b7\\u0300-\\u036f\\u203f\\u2040]*`;

/** Sticky: set lastIndex first. */
export const NAME_AT = new RegExp(NAME, 'yu');
const ATTRIBUTE_AT = new RegExp(`[ \\t\\n]+(${NAME})[ \\t\\n]*=[ \\t\\n]*(?:"([^"<]*)"|'([^'<]*)')`, 'yu');
const INSTRUCTION = new RegExp(`^(${NAME})(?:[ \\t\\n]|$)`, 'u');
const DECLARATION = /^xml[ \t\n]+version[ \t\n]*=[ \t\n]*(["'])1\.0\1(?:[ \t\n]+encoding[ \t\n]*=[ \t\n]*(["'])[A-Za-z][\w.-]*\2)?(?:[ \t\n]+standalone[ \t\n]*=[ \t\n]*(["'])(?:yes|no)\3)?[ \t\n]*$/u;

const NOT_BLANK = /[^ \t\n]/u;

/** Whether there is only XML white space. */
export function isBlank(text: string): boolean {
  return text === '' || !NOT_BLANK.test(text);
}

/** Index of the `>` that ends the tag, quotes respected; -1 when it has not come yet. */
export function tagEnd(text: string, from: number): number {
  let quote = 0;
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 60) throw new ScanError('malformed', `thẻ chưa đóng: «${text.slice(from, from + 20).trim()}»`);
    if (quote === 0 && code === 62) return at;
    if (quote === code) quote = 0;
    else if (quote === 0 && (code === 34 || code === 39)) quote = code;
  }
  return -1;
}

/** Checks what stands between the name and the end of a tag. Attributes carry nothing in the dossier. */
export function parseAttributes(text: string): void {
  if (isBlank(text)) return;
  const seen = new Set<string>();
  let at = 0;
  while (at < text.length) {
    ATTRIBUTE_AT.lastIndex = at;
    const found = ATTRIBUTE_AT.exec(text);
    if (found === null) {
      if (isBlank(text.slice(at))) return;
      throw new ScanError('malformed', `thuộc tính viết sai: «${text.slice(at, at + 30).trim()}»`);
    }
    const name = found[1] ?? '';
    if (seen.has(name)) throw new ScanError('malformed', `thuộc tính ${name} lặp lại`);
    seen.add(name);
    resolveReferences(found[2] ?? found[3] ?? '');
    at = ATTRIBUTE_AT.lastIndex;
  }
}

/** `<?…?>`: an XML declaration only at the very start, other instructions are passed over. The encoding it names is not believed. */
export function checkDeclaration(text: string, atStart: boolean): void {
  const target = INSTRUCTION.exec(text)?.[1];
  if (target === undefined) throw new ScanError('malformed', 'chỉ thị <?…?> viết sai');
  if (target.toLowerCase() !== 'xml') return;
  if (!atStart) throw new ScanError('malformed', 'khai báo <?xml …?> không nằm ở đầu');
  if (!DECLARATION.test(text)) throw new ScanError('malformed', 'khai báo <?xml …?> viết sai');
}

/** The name without a namespace prefix. */
export function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}
