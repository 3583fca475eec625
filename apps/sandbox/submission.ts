import { SaxesParser } from 'saxes';

/** What a submitted file holds, as far as a receiver looks before it gives a receipt. */
export interface Submission {
  readonly kind: 'dossier' | 'check-in' | 'assessment';
  /** Facility code in the file: MACSKCB, or MA_CSKCB of the first row; '' in an assessment, which has none. */
  readonly facility: string;
  /** Of an assessment: SO_BIEN_BAN. */
  readonly maLk: readonly string[];
}

/** Not a file that a gateway takes; the message is Vietnamese. */
export class WrongFileError extends Error {
  override name = 'WrongFileError';
}

const ROOTS: Readonly<Record<string, Submission['kind']>> = { GIAMDINHHS: 'dossier', CHI_TIEU_TRANG_THAI_KCB: 'check-in', CHI_TIEU_GIAM_DINH_YKHOA: 'assessment' };

/**
 * Reads a file strictly, by a parser that the product does not use, so that both cannot be wrong in the same way.
 * Base64 tables are decoded and must be well-formed too.
 * @throws WrongFileError
 */
export function readSubmission(bytes: Uint8Array): Submission {
  const outer = collect(decode(bytes));
  const kind = ROOTS[outer.root];
  if (!kind) throw new WrongFileError(`Phần tử gốc ${outer.root.slice(0, 40)} không đúng.`);
  if (kind === 'check-in') return { kind, facility: outer.values.get('MA_CSKCB')?.[0] ?? '', maLk: outer.values.get('MA_LK') ?? [] };
  if (kind === 'assessment') {
    const minutes = outer.values.get('SO_BIEN_BAN') ?? [];
    if (minutes.length !== outer.assessments) throw new WrongFileError('Mỗi GIAM_DINH_YKHOA phải có một SO_BIEN_BAN.');
    if (outer.values.get('NGAY_HOP')?.length !== outer.assessments || !outer.values.get('NGAY_HOP')?.every((day) => /^\d{8}$/.test(day))) throw new WrongFileError('NGAY_HOP phải là yyyyMMdd.');
    return { kind, facility: '', maLk: minutes };
  }
  const maLk: string[] = [];
  for (const part of outer.parts) {
    if (part.kind !== 'XML1') {
      if (part.content.trim() !== '') collect(inner(part.content));
    } else maLk.push(...(part.inlineMaLk ?? collect(inner(part.content)).values.get('MA_LK') ?? []));
  }
  return { kind, facility: outer.values.get('MACSKCB')?.[0] ?? '', maLk };
}

/** Standard base64 with padding; white space is allowed, a space for a plus is not. */
export function decodeBase64(text: string): Uint8Array {
  const plain = text.replace(/[\r\n\t]/g, '');
  if (plain.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(plain)) throw new WrongFileError('Chuỗi base64 không đúng.');
  return Buffer.from(plain, 'base64');
}

function inner(content: string): string {
  return decode(decodeBase64(content));
}

/** UTF-8, nothing else. @throws WrongFileError */
export function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new WrongFileError('Nội dung không phải UTF-8.');
  }
}

interface Part { readonly kind: string; readonly content: string; readonly inlineMaLk: readonly string[] | undefined }
interface Collected { root: string; readonly values: Map<string, string[]>; readonly parts: Part[]; assessments: number }

function collect(text: string): Collected {
  const found: Collected = { root: '', values: new Map(), parts: [], assessments: 0 };
  const parser = new SaxesParser();
  const path: string[] = [];
  let buffer = '';
  let part: { kind: string; content: string; inlineMaLk: string[] | undefined } | undefined;
  parser.on('error', (error) => { throw new WrongFileError(`XML sai cấu trúc: ${error.message.slice(0, 80)}`); });
  parser.on('doctype', () => { throw new WrongFileError('XML có khai báo DTD, không được nhận.'); });
  parser.on('opentag', ({ name }) => {
    if (path.length === 0) found.root = name;
    if (name === 'FILEHOSO') part = { kind: '', content: '', inlineMaLk: undefined };
    if (name === 'GIAM_DINH_YKHOA' && path.join('/') === 'CHI_TIEU_GIAM_DINH_YKHOA/DSACH_GIAM_DINH_YKHOA') found.assessments += 1;
    path.push(name);
    buffer = '';
  });
  const take = (chunk: string): void => { buffer += chunk; };
  parser.on('text', take);
  parser.on('cdata', take);
  parser.on('closetag', ({ name }) => {
    path.pop();
    const parent = path.at(-1);
    if (part && name === 'LOAIHOSO') part.kind = buffer.trim();
    else if (part && name === 'NOIDUNGFILE') part.content = part.inlineMaLk ? '' : buffer;
    else if (part && parent === 'TONG_HOP' && name === 'MA_LK') part.inlineMaLk = [buffer.trim()];
    else if (part && name === 'FILEHOSO') {
      // A table written inline leaves only white space behind.
      found.parts.push({ ...part, content: part.content.trim() });
      part = undefined;
    } else if (!part && ['MACSKCB', 'MA_CSKCB', 'MA_LK', 'SO_BIEN_BAN', 'NGAY_HOP'].includes(name)) found.values.set(name, [...(found.values.get(name) ?? []), buffer.trim()]);
    buffer = '';
  });
  parser.write(text.replace(/^\uFEFF/, '')).close();
  return found;
}
