/**
 * What to search for in what was typed or scanned. The codes on the citizen card and on the insurance card are fields joined by `|`,
 * the number first.
 */
export function searchTerm(typed: string): string {
  return (typed.split('|')[0] ?? '').trim();
}

/** Two letters or four digits at least: less would list half the province. */
export function isAskable(term: string): boolean {
  return /^\d+$/.test(term) ? term.length >= 4 : term.length >= 2;
}
