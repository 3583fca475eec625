import { rowsIn } from './rows.ts';

/** A specially protected class: what a label stands for, and whether its content is sealed whole. */
export interface ProtectedClass {
  /** Label, as the list `sensitive-code` gives it. */
  readonly class: string;
  /** Vietnamese. */
  readonly display: string;
  readonly sealed: boolean;
  /** Key of reference/law/articles.tsv. */
  readonly law: string;
  /** yyyyMMdd */
  readonly validFrom: string;
  /** yyyyMMdd inclusive; null: open. */
  readonly validTo: string | null;
}

/** @param text TSV with a head line @throws Error for a row that lacks something */
export function parseClasses(text: string): ProtectedClass[] {
  return rowsIn(text, 'class', ['class', 'display', 'law'], (cell) => ({
    class: cell('class'), display: cell('display'), sealed: cell('sealed') === 'yes', law: cell('law'), validFrom: cell('valid_from'), validTo: cell('valid_to') || null,
  }));
}

/** Labels whose content is sealed on a day. @param on yyyyMMdd */
export function sealedClasses(classes: readonly ProtectedClass[], on: string): ReadonlySet<string> {
  return new Set(classes.filter((one) => one.sealed && one.validFrom <= on && (one.validTo === null || on <= one.validTo)).map((one) => one.class));
}
