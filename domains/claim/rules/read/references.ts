import { ScanError } from './scan-error.ts';

const REFERENCE = /&(?:#x([0-9a-fA-F]+)|#([0-9]+)|(lt|gt|amp|quot|apos));|&([^\s;&<]{0,32};?)/gu;
const BUILT_IN: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function isCharacter(code: number): boolean {
  return code === 0x9 || code === 0xa || code === 0xd || (code >= 0x20 && code <= 0xd7ff)
    || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff);
}

/** Text with the five built-in entities and character references put in. Throws ScanError on any other `&`. */
export function resolveReferences(text: string): string {
  return text.replace(REFERENCE, (_all, hex?: string, decimal?: string, name?: string, other?: string) => {
    if (name !== undefined) return BUILT_IN[name] ?? '';
    if (other !== undefined) throw unknownReference(other);
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    if (!isCharacter(code)) throw new ScanError('malformed', 'ký tự viết bằng mã số không được phép trong XML');
    return String.fromCodePoint(code);
  });
}

function unknownReference(found: string): ScanError {
  return /^[\p{L}_:][\p{L}\p{N}._:-]*;$/u.test(found)
    ? new ScanError('entity', `thực thể &${found} không được dùng; chỉ &lt; &gt; &amp; &quot; &apos; và mã số ký tự được chấp nhận`)
    : new ScanError('malformed', 'dấu & phải viết là &amp;');
}
