import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';

/** Bytes from `start` up to, without, `end`. */
export interface Span { readonly start: number; readonly end: number }

/** Where the dossiers of a file lie, whether a signature covers it, and whether it was received to its end tag. */
export interface FileUnits {
  readonly kind: 'dossier' | 'check-in' | 'assessment';
  readonly units: readonly Span[];
  readonly signed: boolean;
  readonly complete: boolean;
  readonly bytes: number;
}

const FORMS = [
  { kind: 'dossier', root: 'GIAMDINHHS', unit: 'HOSO' },
  { kind: 'check-in', root: 'CHI_TIEU_TRANG_THAI_KCB', unit: 'TRANG_THAI_KCB' },
  { kind: 'assessment', root: 'CHI_TIEU_GIAM_DINH_YKHOA', unit: 'GIAM_DINH_YKHOA' },
] as const;

/** How much is looked at together; a tag that lies across two looks is found in the second. */
const OVERLAP = 256;

/**
 * Finds the dossiers of a received file without reading into them. It looks for tags only: a comment with a tag inside would
 * mislead it, so whoever cuts a dossier out must read it again and see that it is the one meant.
 * @returns undefined when the file is none that is passed on
 */
export async function findUnits(path: string): Promise<FileUnits | undefined> {
  let form: (typeof FORMS)[number] | undefined;
  let tags = /$^/g;
  let text = '';
  let base = 0;
  let seen = 0;
  let signature = '';
  let begun: number | undefined;
  const units: Span[] = [];
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    if (!Buffer.isBuffer(chunk)) continue;
    // One byte one character: positions in the text are positions in the file.
    text += chunk.toString('latin1');
    if (!form) {
      form = FORMS.find(({ root }) => new RegExp(`<${root}[\\s>/]`).test(text));
      if (!form && text.length > 64 * 1024) return undefined;
      if (form) tags = new RegExp(`<(/?)${form.unit}(?:\\s[^<>]*)?>`, 'g');
    }
    if (!form) continue;
    for (const match of text.matchAll(tags)) {
      const at = base + match.index;
      if (at < seen) continue;
      seen = at + match[0].length;
      if (match[1] === '') begun = at;
      else if (begun !== undefined) {
        units.push({ start: begun, end: seen });
        begun = undefined;
      }
    }
    signature ||= sinceSignature(text, OVERLAP);
    const cut = Math.max(0, text.length - OVERLAP);
    base += cut;
    text = text.slice(cut);
  }
  signature ||= sinceSignature(text, 0);
  if (!form) return undefined;
  const complete = new RegExp(`</${form.root}\\s*>`).test(text);
  return { kind: form.kind, units, signed: isSigned(signature), complete, bytes: base + text.length };
}

/** The beginning of CHUKYDONVI: whether anything stands in it. @param least characters that must be there to judge; else the next look has them */
function sinceSignature(text: string, least: number): string {
  const at = text.lastIndexOf('<CHUKYDONVI');
  return at < 0 || text.length - at < least ? '' : text.slice(at, at + OVERLAP);
}

function isSigned(signature: string): boolean {
  if (signature === '' || /^<CHUKYDONVI\s*(\/>|>\s*<\/CHUKYDONVI\s*>)/.test(signature)) return false;
  // A file that broke off before anything could stand in it.
  return signature.length >= OVERLAP || !/^<CHUKYDONVI\s*(\/?|>\s*(<(\/[A-Z]*\s*)?)?)$/.test(signature);
}

/** @param span within the file */
export async function readSpan(path: string, span: Span): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const bytes = Buffer.alloc(span.end - span.start);
    await file.read(bytes, 0, bytes.length, span.start);
    return bytes;
  } finally {
    await file.close();
  }
}
