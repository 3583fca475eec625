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
  const [head = '', ...lines] = text.split('\n').filter((line) => line !== '');
  const names = head.split('\t');
  return lines.map((line, at) => {
    const cells = line.split('\t');
    const cell = (name: string): string => cells[names.indexOf(name)] ?? '';
    const [name, display, law, validFrom] = [cell('class'), cell('display'), cell('law'), cell('valid_from')];
    if (name === '' || display === '' || law === '' || !/^\d{8}$/.test(validFrom)) throw new Error(`class row ${at + 2} is not whole`);
    return { class: name, display, sealed: cell('sealed') === 'yes', law, validFrom, validTo: cell('valid_to') || null };
  });
}

/** Labels whose content is sealed on a day. @param on yyyyMMdd */
export function sealedClasses(classes: readonly ProtectedClass[], on: string): ReadonlySet<string> {
  return new Set(classes.filter((one) => one.sealed && one.validFrom <= on && (one.validTo === null || on <= one.validTo)).map((one) => one.class));
}
