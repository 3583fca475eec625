import { dayToTime } from '#platform/catalogue/rules';
import { PAPERS } from './kinds.ts';
import type { PaperKind } from './kinds.ts';
import { walk } from './walk.ts';

/** Names of elements by what they carry; of several the first that is filled in counts. The inner layouts are not public, so these are dated parameters. */
export interface PaperFields {
  readonly facility: readonly string[];
  readonly number: readonly string[];
  readonly issued: readonly string[];
}

export interface ReadPaper {
  readonly kind: PaperKind;
  /** Under which its revisions belong together: `CT07/12`, `GBT/7`; of several in one file all of them; without a number the content itself. */
  readonly key: string;
  /** Codes of facilities that the file names outside of its inner documents. */
  readonly facilities: readonly string[];
  /** yyyyMMddHHmm or yyyyMMdd, the earliest; '' where none can be read. */
  readonly issued: string;
  /** What stands in it, for finding what the law specially protects: name of the element, value. */
  readonly values: readonly (readonly [name: string, value: string])[];
}

interface Document { type: string; readonly values: (readonly [name: string, value: string])[] }

const LONGEST_KEY = 100;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/u;

/**
 * What must be known of a file of papers to keep and to owe it. Inner documents that cannot be read are no reason to refuse it: the receiver judges them.
 * @param sha256 of the bytes
 * @returns `problem`: Vietnamese, why it is none of these files
 */
export function readPaper(text: string, sha256: string, fields: PaperFields): ReadPaper | { readonly problem: string } {
  let root = '';
  const facilities = new Set<string>();
  const whole: Document = { type: '', values: [] };
  const documents: Document[] = [];
  const problem = walk(text, (name, value, path) => {
    if (path.includes('CHUKYDONVI') || name === 'CHUKYDONVI') return;
    const document = path.includes('FILEHOSO') ? documents.at(-1) ?? whole : whole;
    if (name === 'NOIDUNGFILE') readInner(value, document);
    else if (name === 'LOAIHOSO' && document !== whole) document.type = value;
    else document.values.push([name, value]);
    if (fields.facility.includes(name)) facilities.add(value);
  }, (name, path) => {
    if (path.length === 0) root = name;
    if (name === 'FILEHOSO') documents.push({ type: '', values: [] });
  });
  if (problem !== undefined) return { problem };
  const form = PAPERS.find((one) => one.root === root);
  if (form === undefined) return { problem: `phần tử gốc phải là ${PAPERS.map((one) => one.root).join(', ')}` };
  const all = documents.length === 0 ? [{ ...whole, type: form.mark }] : documents;
  const values = [...whole.values, ...documents.flatMap((one) => one.values)];
  return { kind: form.kind, key: keyOf(all, fields.number, form.mark, sha256), facilities: [...facilities], issued: issuedOf(values, fields.issued), values };
}

/** Base64 of a document, or nothing that we can read. */
function readInner(value: string, document: Document): void {
  const tight = value.replace(/\s+/gu, '');
  if (!BASE64.test(tight)) return;
  walk(new TextDecoder().decode(bytesOf(tight)), (name, inner, path) => { if (!path.includes('CHUKYDONVI')) document.values.push([name, inner]); });
}

function bytesOf(base64: string): Uint8Array {
  try {
    return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}

function keyOf(documents: readonly Document[], numbers: readonly string[], mark: string, sha256: string): string {
  const keys = documents.map(({ type, values }) => {
    const number = firstOf(values, numbers)[0];
    return number === undefined ? undefined : `${plain(type || mark)}/${plain(number)}`;
  });
  const known = [...new Set(keys.flatMap((one) => one ?? []))].toSorted();
  const [first] = known;
  // Without a number nobody can say which other file it mends: each content stands for itself, so that none takes another's place.
  if (first === undefined || keys.includes(undefined) || known.join().length > LONGEST_KEY * 5) return `${mark}/${sha256.slice(0, 16)}`;
  // A file with one paper less is no new revision of the file with both.
  const joined = known.length === 1 ? first : known.join('+');
  return joined.length <= LONGEST_KEY ? joined : `${mark}/${sha256.slice(0, 16)}`;
}

const plain = (text: string): string => text.normalize('NFC').replace(/[^\p{L}\p{N}._/-]+/gu, '-');

/** Values of the first of these elements that is filled in. */
function firstOf(values: Document['values'], names: readonly string[]): readonly string[] {
  for (const name of names) {
    const found = values.flatMap(([each, value]) => (each === name ? [value] : []));
    if (found.length > 0) return found;
  }
  return [];
}

function issuedOf(values: Document['values'], names: readonly string[]): string {
  const isMoment = (text: string): boolean => /^\d{8}(\d{4}(\d{2})?)?$/u.test(text) && !Number.isNaN(dayToTime(text.slice(0, 8)));
  for (const name of names) {
    const [first] = values.flatMap(([each, value]) => (each === name && isMoment(value) ? [value.slice(0, 12)] : [])).toSorted();
    if (first !== undefined) return first;
  }
  return '';
}
