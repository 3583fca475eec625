/** The list where a code of this look belongs; null when the text is no code. Names never get as far as an address this way. */
export function listOfCode(term: string): 'icd10' | 'service' | null {
  const plain = term.trim();
  if (/^[A-Za-z]\d{2}(\.\d{0,2})?$/.test(plain)) return 'icd10';
  return /^\d{2}\.\d{1,4}(\.\d{0,4})?$/.test(plain) ? 'service' : null;
}

/** Moves a choice up or down a list of `count`, round its ends. */
export function step(at: number, by: 1 | -1, count: number): number {
  return count === 0 ? 0 : (at + by + count) % count;
}
