/** Text as it is searched: no accents, no capitals, đ as d. Same result as the SQL function fold(). */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replaceAll('Đ', 'D').replaceAll('đ', 'd').toLowerCase();
}
