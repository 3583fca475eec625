import { TABLES, type Dossier, type FileKind, type Table } from '../model/index.ts';
import { tableShape } from '../standard/index.ts';
import { escapeText } from './escape.ts';
import { tableDocuments, writeTable } from './table.ts';

export interface FileToWrite {
  readonly kind: FileKind;
  /** MACSKCB. */
  readonly facility: string;
  /** yyyyMMdd, NGAYLAP. Check-in and assessment files have none. */
  readonly createdOn: string;
  readonly dossiers: readonly Dossier[];
}

/** A file whose dossiers are made while it is written. */
export interface StreamToWrite extends Omit<FileToWrite, 'dossiers'> {
  readonly dossiers: Iterable<Dossier>;
  /** SOLUONGHOSO, which stands before the dossiers. */
  readonly count: number;
}

export interface WriteOptions {
  /** How the tables of a claim file are written; base64 is what the insurer takes. */
  readonly tables?: 'base64' | 'inline';
}

const PROLOG = '<?xml version="1.0" encoding="utf-8"?>\n';
const ENCODER = new TextEncoder();

function base64(text: string): string {
  const bytes = ENCODER.encode(text);
  let binary = '';
  // In steps, because every byte becomes an argument.
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(binary);
}

function part(table: Table, content: string): string {
  const wrapped = content === '' ? '<NOIDUNGFILE/>' : `<NOIDUNGFILE>${content}</NOIDUNGFILE>`;
  return `<FILEHOSO><LOAIHOSO>${table.name}</LOAIHOSO>${wrapped}</FILEHOSO>`;
}

function claimUnit(dossier: Dossier, form: 'base64' | 'inline'): string {
  let out = '<HOSO>';
  for (const name of TABLES) {
    const table = dossier.tables.get(name);
    if (table === undefined) continue;
    const documents = tableDocuments(table);
    if (documents.length === 0) out += part(table, '');
    for (const document of documents) out += part(table, form === 'inline' ? document : base64(document));
  }
  return `${out}</HOSO>\n`;
}

function* claim(file: StreamToWrite, form: 'base64' | 'inline'): Generator<string> {
  yield `${PROLOG}<GIAMDINHHS xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">\n`
    + `<THONGTINDONVI><MACSKCB>${escapeText(file.facility)}</MACSKCB></THONGTINDONVI>\n`
    + `<THONGTINHOSO><NGAYLAP>${escapeText(file.createdOn)}</NGAYLAP><SOLUONGHOSO>${file.count}</SOLUONGHOSO><DANHSACHHOSO>\n`;
  for (const dossier of file.dossiers) yield claimUnit(dossier, form);
  yield '</DANHSACHHOSO></THONGTINHOSO>\n<CHUKYDONVI/>\n</GIAMDINHHS>\n';
}

function* rows(file: StreamToWrite, name: 'XML0' | 'XML12'): Generator<string> {
  const outer = tableShape(name).path.slice(0, -1);
  const before = outer.map((element) => `<${element}>`).join('');
  yield `${PROLOG}${before}\n`;
  for (const dossier of file.dossiers) {
    const table = dossier.tables.get(name);
    if (table === undefined || table.rows.length === 0) continue;
    yield `${writeTable(table).slice(before.length, -outer.map((element) => `</${element}>`).join('').length)}\n`;
  }
  yield `</${outer[1]}>\n<CHUKYDONVI/>\n</${outer[0]}>\n`;
}

/**
 * A file in the insurer's form, piece by piece, one dossier in memory at a time: tables and fields in official order,
 * CHUKYDONVI last and empty. For dossiers that are born here; a received one is passed on as the bytes received.
 * Throws UnwritableError.
 */
export function writeChunks(file: StreamToWrite, options: WriteOptions = {}): Generator<string> {
  if (file.kind === 'claim') return claim(file, options.tables ?? 'base64');
  return rows(file, file.kind === 'checkin' ? 'XML0' : 'XML12');
}

/** The same as one text. */
export function writeFile(file: FileToWrite, options: WriteOptions = {}): string {
  return [...writeChunks({ ...file, count: file.dossiers.length }, options)].join('');
}
