/**
 * The insurance dossier as values. Field names are the standard's own (QĐ 130 → 4750 → 3176), because that is
 * what people on both sides of the border say to each other.
 *
 * Source: QĐ 130/QĐ-BYT, QĐ 4750/QĐ-BYT, QĐ 3176/QĐ-BYT; shapes in docs/claim-xml.md.
 */

export const TABLES = [
  'XML0', 'XML1', 'XML2', 'XML3', 'XML4', 'XML5', 'XML6', 'XML7', 'XML8',
  'XML9', 'XML10', 'XML11', 'XML12', 'XML13', 'XML14', 'XML15',
] as const;

export type TableName = (typeof TABLES)[number];

/** Key of a field list: a table name, or `XML13@3176` for the referral table now in force. */
export type LayoutName = TableName | 'XML13@3176';

/** One record. A field that was not in the file is `undefined`; a field that was there without content is `''`. */
export type Row = { readonly [field: string]: string | undefined };

/**
 * How a table without rows stood in the file. The standard's users write both, and the difference is kept:
 * `content`: `<NOIDUNGFILE/>` with nothing inside; `list`: the wrapper is there, the list in it has no record.
 */
export type Emptiness = 'content' | 'list';

export interface Table {
  readonly name: TableName;
  readonly layout: LayoutName;
  /** In file order; `row` in findings is the 1-based position here, never STT. */
  readonly rows: readonly Row[];
  /** Present only when `rows` is empty. */
  readonly emptiness?: Emptiness;
}

/** Which file it came in: the claim, the check-in (XML0) or the medical assessment (XML12). */
export type FileKind = 'claim' | 'checkin' | 'assessment';

export interface Dossier {
  readonly kind: FileKind;
  /** 1-based position in its file. */
  readonly position: number;
  /** MACSKCB of the file (claim) or MA_CSKCB of the row (check-in). Empty when missing. */
  readonly facility: string;
  /** NGAYLAP of the file, yyyyMMdd. Empty when missing (check-in files have none). */
  readonly createdOn: string;
  /** Tables that are in the file, in file order. A table that is absent is not here at all. */
  readonly tables: ReadonlyMap<TableName, Table>;
  /** What was wrong with this dossier's shape while reading. The check turns each into a finding. */
  readonly problems: readonly ReadProblem[];
}

export type ProblemCode =
  | 'not-xml' // the bytes are no XML at all
  | 'wrong-xml' // XML, but none of the three known roots
  | 'malformed' // XML that breaks off or is not well formed
  | 'truncated' // the file ends in the middle
  | 'bad-encoding' // UTF-16, TCVN3, invalid UTF-8 …
  | 'entity' // DTD, entity declarations or references outside the five built in
  | 'too-deep'
  | 'too-large' // an element, a field or the file is over its limit
  | 'bad-base64'
  | 'unknown-table' // LOAIHOSO that does not exist
  | 'duplicate-table'
  | 'unknown-field'
  | 'duplicate-field'
  | 'field-order' // fields stand in another order than the standard's
  | 'misplaced-table' // XML0 or XML12 inside GIAMDINHHS
  | 'too-many-rows' // more than one record where exactly one belongs
  | 'count-mismatch' // SOLUONGHOSO differs from the number of HOSO
  | 'missing-envelope'; // MACSKCB, NGAYLAP … not there

export interface ReadProblem {
  readonly code: ProblemCode;
  readonly table?: TableName;
  /** 1-based row. */
  readonly row?: number;
  readonly field?: string;
  /** Vietnamese: what is wrong, where, what to do. Never holds more than 80 characters of content. */
  readonly message: string;
}

/** What reading a file yields, in order. A broken dossier never stops its neighbours. */
export type ReadItem =
  | { readonly type: 'dossier'; readonly dossier: Dossier }
  | { readonly type: 'problem'; readonly position: number | null; readonly problem: ReadProblem }
  | { readonly type: 'end'; readonly summary: FileSummary };

export interface FileSummary {
  readonly kind: FileKind | null;
  readonly facility: string;
  readonly createdOn: string;
  /** SOLUONGHOSO as written; null when absent. */
  readonly announced: number | null;
  readonly dossiers: number;
  /** Dossiers that could not be read at all. */
  readonly broken: number;
  readonly bytes: number;
  /** Whether CHUKYDONVI has content. */
  readonly signed: boolean;
  /** False when the file broke off: what was read before is still good. */
  readonly complete: boolean;
}
