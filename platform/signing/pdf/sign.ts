import { createHash } from 'node:crypto';
import { momentInVietnam } from '#platform/time/rules';
import { certificateInForce } from '../certificate/force.ts';
import type { RawSigner } from '../signer.ts';
import { detachedCms } from './cms.ts';
import { readPdf, refuse } from './read.ts';

export interface PdfSignature {
  /** Why it is signed: shown by readers. */
  readonly reason: string;
  /** Signing time; covered by the signature. */
  readonly at: Date;
  /** Who signs, as readers show it. */
  readonly name: string;
}

/** Bytes for everything of the CMS but certificates. */
const ROOM = 3000;

/**
 * PAdES B-B (`ETSI.CAdES.detached`) in an invisible field on the first page, added at the end of the file: the bytes before stay as they were, and a
 * PDF/A-2b stays one. No time stamp. @throws Fault of SIGNING_FAULTS
 */
export async function signPdf(bytes: Uint8Array, signer: RawSigner, signature: PdfSignature): Promise<Uint8Array> {
  certificateInForce(signer.chain[0], signature.at);
  const room = signer.chain.reduce((sum, one) => sum + one.length, ROOM);
  const draft = added(bytes, signature, room);
  const gap = draft.indexOf('/Contents <', bytes.length) + '/Contents '.length;
  const after = gap + room * 2 + 2;
  const range = `/ByteRange [0 ${gap} ${after} ${draft.length - after}]`;
  const place = draft.indexOf('/ByteRange [', bytes.length);
  draft.write(range.padEnd(RANGE.length), place, 'latin1');
  const digest = createHash('sha256').update(draft.subarray(0, gap)).update(draft.subarray(after)).digest();
  const cms = await detachedCms(digest, signer);
  if (cms.length > room) refuse('chữ ký lớn hơn chỗ dành sẵn');
  draft.write(Buffer.from(cms).toString('hex'), gap + 1, 'latin1');
  return draft;
}

const RANGE = `/ByteRange [0 ${'0'.repeat(10)} ${'0'.repeat(10)} ${'0'.repeat(10)}]`;

/** The file with an empty signature. */
function added(bytes: Uint8Array, { reason, at, name }: PdfSignature, room: number): Buffer {
  const parts = readPdf(bytes);
  const [value, field] = [parts.size, parts.size + 1];
  const digits = momentInVietnam(at.getTime());
  const objects: readonly (readonly [number, string])[] = [
    [value, `<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached ${RANGE} /Contents <${'0'.repeat(room * 2)}> /M (D:${digits}+07'00') /Name ${textOf(name)} /Reason ${textOf(reason)} >>`],
    [field, `<< /Type /Annot /Subtype /Widget /FT /Sig /T ${textOf('Chữ ký số')} /V ${value} 0 R /F 132 /Rect [0 0 0 0] /P ${parts.page} 0 R >>`],
    [parts.root, withEntry(parts.catalogue, `/AcroForm << /Fields [${field} 0 R] /SigFlags 3 >>`)],
    [parts.page, withAnnotation(parts.pageText, field)],
  ];
  let text = bytes.at(-1) === 0x0a ? '' : '\n';
  const offsets = objects.map(([number, body]) => {
    const offset = bytes.length + text.length;
    text += `${number} 0 obj\n${body}\nendobj\n`;
    return [number, offset] as const;
  });
  const table = bytes.length + text.length;
  const entries = [...offsets].sort(([a], [b]) => a - b).map(([number, offset]) => `${number} 1\n${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n${entries}trailer\n<< /Size ${parts.size + 2} /Root ${parts.root} 0 R ${parts.kept} /Prev ${parts.previous} >>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.concat([bytes, Buffer.from(text, 'latin1')]);
}

const withEntry = (dictionary: string, entry: string): string => `${dictionary.replace(/>>\s*$/u, '')} ${entry} >>`;

function withAnnotation(page: string, field: number): string {
  const list = /\/Annots\s*\[/u.exec(page);
  if (list) return `${page.slice(0, list.index + list[0].length)}${field} 0 R ${page.slice(list.index + list[0].length)}`;
  if (page.includes('/Annots')) refuse('trang đầu có danh sách ghi chú để riêng');
  return withEntry(page, `/Annots [${field} 0 R]`);
}

/** UTF-16 in hex: nothing in it can end the string. */
const textOf = (text: string): string => `<FEFF${Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase()}>`;
