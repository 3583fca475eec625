import { rowsIn } from './rows.ts';

/** A legal basis: which purposes lead to it, on which article, from when until when. A permit falls with its basis. */
export interface Basis {
  readonly basis: string;
  /** Vietnamese. */
  readonly display: string;
  /** `*`: every purpose. */
  readonly purposes: readonly string[];
  /** Key of reference/law/articles.tsv. */
  readonly law: string;
  /** yyyyMMdd */
  readonly validFrom: string;
  /** yyyyMMdd inclusive; null: open. */
  readonly validTo: string | null;
}

/** @param text TSV with a head line @throws Error for a row that lacks something */
export function parseBases(text: string): Basis[] {
  return rowsIn(text, 'basis', ['basis', 'display', 'law'], (cell) => ({
    basis: cell('basis'), display: cell('display'), purposes: cell('purposes').split(' ').filter((one) => one !== ''), law: cell('law'), validFrom: cell('valid_from'), validTo: cell('valid_to') || null,
  }));
}

/** Whether a purpose leads to a basis on a day. @param on yyyyMMdd */
export function holdsFor(basis: Basis, purpose: string, on: string): boolean {
  return basis.validFrom <= on && (basis.validTo === null || on <= basis.validTo) && (basis.purposes.includes('*') || basis.purposes.includes(purpose));
}
