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
  const [head = '', ...lines] = text.split('\n').filter((line) => line !== '');
  const names = head.split('\t');
  return lines.map((line, at) => {
    const cells = line.split('\t');
    const cell = (name: string): string => cells[names.indexOf(name)] ?? '';
    const [basis, display, law, validFrom] = [cell('basis'), cell('display'), cell('law'), cell('valid_from')];
    if (basis === '' || display === '' || law === '' || !/^\d{8}$/.test(validFrom)) throw new Error(`basis row ${at + 2} is not whole`);
    return { basis, display, purposes: cell('purposes').split(' ').filter((one) => one !== ''), law, validFrom, validTo: cell('valid_to') || null };
  });
}

/** Whether a purpose leads to a basis on a day. @param on yyyyMMdd */
export function holdsFor(basis: Basis, purpose: string, on: string): boolean {
  return basis.validFrom <= on && (basis.validTo === null || on <= basis.validTo) && (basis.purposes.includes('*') || basis.purposes.includes(purpose));
}
