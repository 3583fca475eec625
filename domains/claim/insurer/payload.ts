import { readFile } from 'node:fs/promises';
import { readBytes } from '#domains/claim/rules';
import { UnsendableError } from '#platform/exchange/server';
import type { Outgoing } from '#platform/exchange/server';
import type { FileStore } from '#platform/files';
import { isPaper } from './papers.ts';
import { madeBefore, signedCut, type SignsWith } from './signed-cut.ts';
import { findUnits, readSpan } from './units.ts';
import type { FileUnits } from './units.ts';

/** Files whose units are remembered: a file of 2,000 dossiers is looked through once. */
const REMEMBERED = 64;
/** Bytes of what stands before the first dossier of a file. */
const LONGEST_HEAD = 64 * 1024;

/** The bytes that go to the insurer for a message. README.md says when that is the whole file and when one dossier of it. */
export class Payloads {
  readonly #files: FileStore;
  readonly #context: SignsWith;
  readonly #units = new Map<string, Promise<FileUnits | undefined>>();

  constructor(context: SignsWith) {
    this.#files = context.files;
    this.#context = context;
  }

  /** @throws UnsendableError, NotReadyError */
  async of(message: Outgoing): Promise<Uint8Array> {
    const path = await this.#files.pathOf(message.file);
    if (isPaper(message.kind)) return readFile(path);
    const units = await this.#find(message.file, path);
    if (!units || units.units.length === 0) throw new UnsendableError('Tệp đã nhận không phải hồ sơ gửi được tới cổng giám định.');
    if (units.kind !== message.kind) throw new UnsendableError('Loại tệp đã nhận không khớp với loại tin cần gửi.');
    if (units.kind === 'assessment') {
      if (!units.complete) throw new UnsendableError('Tệp giám định y khoa đã nhận bị đứt giữa chừng nên không gửi được. Hãy nộp lại tệp đầy đủ.');
      return readFile(path);
    }
    if (!units.complete && units.signed) throw new UnsendableError('Tệp đã nhận bị đứt giữa chữ ký đơn vị nên không gửi được. Hãy nộp lại tệp đầy đủ.');
    if (units.complete && (units.units.length === 1 || units.signed)) return readFile(path);
    return await madeBefore(this.#context, message) ?? signedCut(this.#context, message, await cutOut(path, units, message));
  }

  #find(sha256: string, path: string): Promise<FileUnits | undefined> {
    const known = this.#units.get(sha256);
    if (known) return known;
    const found = findUnits(path);
    this.#units.set(sha256, found);
    found.catch(() => this.#units.delete(sha256));
    const oldest = this.#units.keys().next().value;
    if (this.#units.size > REMEMBERED && oldest !== undefined) this.#units.delete(oldest);
    return found;
  }
}

/** Head and foot of the file as received, between them the one dossier as received; only SOLUONGHOSO becomes 1. */
async function cutOut(path: string, { units, bytes, complete }: FileUnits, message: Outgoing): Promise<Uint8Array> {
  const unit = units[message.position - 1];
  const first = units[0];
  const last = units.at(-1);
  if (!unit || !first || !last || first.start > LONGEST_HEAD) throw mismatch(message);
  const head = (await readSpan(path, { start: 0, end: first.start })).toString('latin1').replace(/<SOLUONGHOSO>[^<]*<\/SOLUONGHOSO>/, '<SOLUONGHOSO>1</SOLUONGHOSO>');
  const foot = complete ? await readSpan(path, { start: last.end, end: bytes }) : Buffer.from(missingFoot(head), 'latin1');
  const cut = Buffer.concat([Buffer.from(head, 'latin1'), await readSpan(path, unit), foot]);
  // Proof that the right one was cut out: read again, it is one dossier, whole, with this MA_LK.
  const items = readBytes(cut);
  const [item] = items;
  const end = items.at(-1);
  if (items.length !== 2 || item?.type !== 'dossier' || end?.type !== 'end' || !end.summary.complete) throw mismatch(message);
  const row = item.dossier.tables.get(message.kind === 'dossier' ? 'XML1' : 'XML0')?.rows[0];
  if (row?.['MA_LK']?.trim() !== message.maLk) throw mismatch(message);
  return cut;
}

/** The end a file that broke off would have had: the elements open before its first dossier closed, the place of the signature empty. */
function missingFoot(head: string): string {
  const open: string[] = [];
  for (const [, slash, name = '', empty] of head.matchAll(/<(\/?)([A-Za-z_][\w.-]*)(?:\s[^<>]*?)?(\/?)>/g)) {
    if (slash === '/') open.pop();
    else if (empty === '') open.push(name);
  }
  const [root = '', ...inner] = open;
  return `${inner.toReversed().map((name) => `</${name}>`).join('')}<CHUKYDONVI/></${root}>\n`;
}

function mismatch(message: Outgoing): UnsendableError {
  return new UnsendableError(`Không tách được hồ sơ thứ ${message.position} khỏi tệp nhiều hồ sơ. Hãy xuất riêng hồ sơ này thành một tệp rồi nộp lại.`);
}
