/** Finding out that text is not what it says it is. */

/** Bytes that begin a UTF-16 text: its mark, or `<` beside a zero. */
export function looksUtf16(bytes: Uint8Array): boolean {
  const [a, b, c, d] = bytes;
  return (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff) || (a === 0 && b !== undefined && b !== 0) || (a !== undefined && a !== 0 && b === 0 && (d === undefined || d === 0 || c === 0));
}

/** Quick look over a whole document: whether `fieldDamage` has anything to do in it. */
const SUSPECT = /[\uFFFD¨ª«¬®¸¶¼½¾]|[a-z][Æ-Þ]/u;

/** One class of characters is found much faster than an alternative; most documents have none of them. */
const MARKED = /[\uFFFD¨ª«¬®¸¶¼½¾Æ-Þ]/;

export function looksDamaged(document: string): boolean {
  return MARKED.test(document) && SUSPECT.test(document);
}

/**
 * TCVN3 (ABC) bytes taken for Latin: «NguyÔn V¨n», «TrÇn ThÞ», «®iÒu trÞ». None of these stands in Vietnamese text:
 * a capital with a foreign mark after a small letter, a sign between letters, two words with a capital in the middle.
 */
const TCVN3 = /[a-z][ÆÇËÎÏÐÑÖØÜÞ]|[A-Za-z][¨ª«¬¸¶¼½¾][A-Za-z]|(?:^|[\s,;.(])®[a-z]|[a-z][ÈÉÊÒÓÔÕÝ][a-z][^\n]{0,200}[a-z][ÈÉÊÒÓÔÕÝ][a-z]/u;

/** lost: characters were replaced by U+FFFD because the bytes are not UTF-8. */
export function fieldDamage(value: string): 'lost' | 'tcvn3' | undefined {
  if (value.includes('\uFFFD')) return 'lost';
  return TCVN3.test(value) ? 'tcvn3' : undefined;
}
