import { fold } from '#platform/catalogue/rules';

/** What was meant by a line in the search box. */
export type Query =
  | { readonly kind: 'number'; readonly value: string }
  | { readonly kind: 'name'; readonly words: readonly string[]; readonly year: string | null }
  | { readonly kind: 'nothing' };

/** A card, citizen number, phone or patient number is told by its digits; all else is a name, perhaps with a year of birth. */
export function parseQuery(text: string): Query {
  const compact = text.replace(/[\s.-]/g, '').toUpperCase();
  if (/^(\d{4,}|[A-Z]{1,4}\d{6,})$/.test(compact)) return { kind: 'number', value: compact };
  const parts = fold(text).split(' ').map((word) => word.replace(/[%_\\]/g, '')).filter((word) => word !== '');
  const year = parts.find((part) => /^(19|20)\d{2}$/.test(part)) ?? null;
  const words = parts.filter((part) => part !== year);
  return words.length === 0 ? { kind: 'nothing' } : { kind: 'name', words: words.slice(0, 8), year };
}
