/**
 * Text as people search for it: no tone marks, đ as d, lower case, single spaces.
 * The same function folds what is stored and what is asked, on the server and in the browser.
 */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase().replace(/\s+/g, ' ').trim();
}
