import { Fault } from '#platform/fault';
import { SIGNING_FAULTS } from '../faults.ts';

/** As much of a PDF as an addition at its end needs. Texts are latin1: one character a byte. */
export interface PdfParts {
  readonly size: number;
  readonly previous: number;
  readonly root: number;
  readonly catalogue: string;
  readonly page: number;
  readonly pageText: string;
  /** Entries of the trailer that stay: /Info, /ID. */
  readonly kept: string;
}

export const refuse = (why: string): never => { throw new Fault(SIGNING_FAULTS.pdf, { why }); };

/**
 * Reads the last cross-reference table, the catalogue and the first page of a PDF as typst writes it: plain table, these objects not packed in streams.
 * @throws Fault pdf for all others
 */
export function readPdf(bytes: Uint8Array): PdfParts {
  const text = Buffer.from(bytes).toString('latin1');
  if (!text.startsWith('%PDF-1.') || !/%%EOF\s*$/u.test(text)) refuse('không phải tệp PDF trọn vẹn');
  const previous = Number(/startxref\s+(\d+)\s+%%EOF\s*$/u.exec(text)?.[1] ?? refuse('không thấy bảng tham chiếu'));
  const end = text.lastIndexOf('startxref');
  const table = text.slice(previous, end);
  const trailer = /trailer\s*<<([^]*)>>\s*$/u.exec(table)?.[1] ?? refuse('bảng tham chiếu được nén');
  if (trailer.includes('/Encrypt')) refuse('tệp đã mã hoá');
  if (trailer.includes('/Prev')) refuse('tệp đã có phần ghi thêm hoặc đã ký');
  const offsets = offsetsOf(table);
  const objectOf = (number: number): string => {
    const from = offsets.get(number) ?? refuse('thiếu đối tượng');
    const body = text.slice(from, text.indexOf('endobj', from));
    const start = new RegExp(`^${number} 0 obj\\s*(<<[^]*>>)\\s*$`, 'u').exec(body)?.[1];
    return start ?? refuse('đối tượng không đọc được');
  };
  const root = reference(trailer, 'Root');
  const catalogue = objectOf(root);
  if (catalogue.includes('/AcroForm')) refuse('tệp đã có biểu mẫu hoặc chữ ký');
  const page = firstPage(objectOf, reference(catalogue, 'Pages'), 0);
  const kept = [/\/Info\s+\d+ 0 R/u.exec(trailer)?.[0], /\/ID\s*\[[^\]]*\]/u.exec(trailer)?.[0]].filter((one) => one !== undefined).join(' ');
  return { size: Number(/\/Size\s+(\d+)/u.exec(trailer)?.[1] ?? refuse('bảng tham chiếu thiếu /Size')), previous, root, catalogue, page, pageText: objectOf(page), kept };
}

function firstPage(objectOf: (number: number) => string, node: number, depth: number): number {
  const text = objectOf(node);
  if (/\/Type\s*\/Page(?![A-Za-z])/u.test(text)) return node;
  const kid = /\/Kids\s*\[\s*(\d+) 0 R/u.exec(text)?.[1];
  if (kid === undefined || depth > 20) return refuse('không thấy trang đầu');
  return firstPage(objectOf, Number(kid), depth + 1);
}

function reference(text: string, name: string): number {
  return Number(new RegExp(`/${name}\\s+(\\d+) 0 R`, 'u').exec(text)?.[1] ?? refuse(`không thấy /${name}`));
}

function offsetsOf(table: string): Map<number, number> {
  const offsets = new Map<number, number>();
  const lines = table.slice(0, table.indexOf('trailer')).split(/\r?\n|\r/u);
  let number = 0;
  for (const line of lines.slice(1)) {
    const section = /^(\d+) (\d+)\s*$/u.exec(line);
    const entry = /^(\d{10}) (\d{5}) ([nf])/u.exec(line);
    if (section) number = Number(section[1]);
    else if (entry) { if (entry[3] === 'n') offsets.set(number, Number(entry[1])); number += 1; }
  }
  return offsets;
}
