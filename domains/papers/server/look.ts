import { classesInTexts } from '#domains/claim/rules';
import { readPaper } from '#domains/papers/rules';
import type { ReadPaper } from '#domains/papers/rules';
import { catalogues } from '#platform/catalogue/server';
import type { Context } from '#platform/room';
import { dayInVietnam } from '#platform/time/rules';

/** A file of papers, as far as it is looked into; `labels`: classes of the law's special protection that it reveals. */
export interface LookedAt extends Omit<ReadPaper, 'values'> { readonly labels: readonly string[] }

/** When no row of the list `parameter` says which elements are read. */
const FIELDS = { facility: 'MACSKCB', number: 'MA_CT', issued: 'NGAYLAP' } as const;

/** @param sha256 of the bytes @returns `problem`: Vietnamese, why it is no such file */
export function lookAtPaper(context: Context, bytes: Uint8Array, sha256: string): LookedAt | { readonly problem: string } {
  const lists = catalogues(context);
  const today = dayInVietnam(Date.now());
  const names = (of: keyof typeof FIELDS): string[] => (lists.parameter(`paper-${of}-fields`, today) ?? FIELDS[of]).split(';');
  const read = readPaper(new TextDecoder().decode(bytes), sha256, { facility: names('facility'), number: names('number'), issued: names('issued') });
  if ('problem' in read) return read;
  const { values, ...rest } = read;
  return { ...rest, labels: classesInTexts(lists, read.issued.slice(0, 8) || today, values) };
}
