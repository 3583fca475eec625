/** From the text of NOIDUNGFILE to the inner document. */
import { decodeBase64, type Base64Fault } from './base64.ts';
import { looksUtf16 } from './encoding.ts';
import { normaliseLines } from './lines.ts';

export type Content =
  | { readonly kind: 'empty' }
  /** The inner document, its lines normalised, without mark and white space in front. */
  | { readonly kind: 'document'; readonly text: string }
  | { readonly kind: 'fault'; readonly fault: Base64Fault }
  | { readonly kind: 'utf16' }
  /** Base64 of something that does not begin with `<`. */
  | { readonly kind: 'other' };

// Not fatal: bytes that are no UTF-8 become U+FFFD, and the field in which they stand is told.
const UTF8 = new TextDecoder('utf-8');

export function decodeContent(text: string): Content {
  const first = decode(text);
  if (first.kind === 'document' && !first.text.includes('\uFFFD')) return first;
  if (first.kind === 'empty' || first.kind === 'utf16' || !text.includes(' ')) return first;
  // A form sent without escaping turned each + into a space. Which spaces were + is told by what can be decoded.
  for (const candidate of [text.replaceAll(' ', '+'), withoutIndent(text).replaceAll(' ', '+'), withoutIndent(text).replace(/ +(?=\n|$)/gu, '').replaceAll(' ', '+')]) {
    const content = decode(candidate);
    if (content.kind === 'document' && !content.text.includes('\uFFFD') && content.text.trimEnd().endsWith('>')) return content;
  }
  return first;
}

/** Lines without the spaces that a pretty printer put in front of them. */
function withoutIndent(text: string): string {
  return text.replace(/(^|\n)[ \t]+/gu, '$1').trimStart().replace(/[\n\t]+$/u, '');
}

function decode(text: string): Content {
  const bytes = decodeBase64(text);
  if ('fault' in bytes) return { kind: 'fault', fault: bytes };
  if (bytes.length === 0) return { kind: 'empty' };
  if (looksUtf16(bytes)) return { kind: 'utf16' };
  // trimStart also takes off a second byte order mark.
  const document = normaliseLines(UTF8.decode(bytes)).trimStart();
  if (document === '') return { kind: 'empty' };
  return document.startsWith('<') ? { kind: 'document', text: document } : { kind: 'other' };
}
