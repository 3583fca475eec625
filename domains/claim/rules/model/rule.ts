import type { Catalogues } from '#platform/catalogue/rules';
import type { Dossier, Row, TableName } from './dossier.ts';
import type { Group, Place, Severity } from './finding.ts';

/** Which date of the dossier decides whether a rule holds. `NGAYLAP` is the file's date. */
export type DecidingDate = 'NGAY_RA' | 'NGAY_VAO' | 'NGAY_YL' | 'NGAYLAP';

/** What a rule says when it found something; the engine adds code, severity, law. */
export interface Report {
  (place: Place, message: string, related?: readonly Place[], remedy?: string): void;
}

export interface RuleContext {
  readonly dossier: Dossier;
  readonly catalogues: Catalogues;
  /** The date that counts as today, yyyyMMdd. Rules have no clock. */
  readonly asOf: string;
  /** yyyyMMdd of NGAY_RA of XML1, else of NGAY_VAO, else NGAYLAP; '' when none is readable. */
  readonly eventDate: string;
  rows(table: TableName): readonly Row[];
  /** XML1's row; undefined when the table is missing. */
  readonly summary: Row | undefined;
  /** Say that the rule could not be decided because a parameter is missing (facility class, approved list …). Shown as info, once a dossier. */
  undecidable(what: string): void;
}

export interface Rule {
  /** Area and number, stable for ever: `TIEN-02`. */
  readonly code: string;
  /** Short Vietnamese title for lists. */
  readonly title: string;
  readonly group: Group;
  readonly severity: Severity;
  /** Key in reference/law/articles.tsv. */
  readonly law: string;
  /** yyyyMMdd, inclusive. Must lie inside the article's. */
  readonly validFrom: string;
  /** yyyyMMdd, inclusive; null: still in force. */
  readonly validTo: string | null;
  readonly decidedBy: DecidingDate;
  /** Vietnamese: what to do when nothing more precise is said. */
  readonly remedy: string;
  /** Tables without which the rule has nothing to look at. */
  readonly tables: readonly TableName[];
  check(context: RuleContext, report: Report): void;
}
