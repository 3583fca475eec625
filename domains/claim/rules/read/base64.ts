/**
 * Base64 (RFC 4648 §4) from text to bytes, white space passed over. The letters are copied to bytes first and decoded in
 * place: twice as fast as reading them off the string, and `atob` would go through a second string and not say what is wrong.
 */
const WHITE = 64, PAD = 65, WRONG = 66;
const VALUES = new Uint8Array(256).fill(WRONG);
[...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].forEach((letter, value) => { VALUES[letter.charCodeAt(0)] = value; });
for (const letter of ' \t\r\n') VALUES[letter.charCodeAt(0)] = WHITE;
VALUES[61] = PAD;

const ENCODER = new TextEncoder();

export type Base64Fault =
  | { readonly fault: 'character'; readonly character: string; readonly at: number }
  /** The number of letters is no multiple of four: something is missing or too much. */
  | { readonly fault: 'length'; readonly letters: number };

export function decodeBase64(text: string): Uint8Array | Base64Fault {
  const bytes = ENCODER.encode(text);
  const length = bytes.length;
  let size = 0, at = 0;
  for (;;) {
    for (const last = length - 4; at <= last; at += 4) {
      const a = VALUES[bytes[at] ?? 0] ?? WRONG, b = VALUES[bytes[at + 1] ?? 0] ?? WRONG, c = VALUES[bytes[at + 2] ?? 0] ?? WRONG, d = VALUES[bytes[at + 3] ?? 0] ?? WRONG;
      if ((a | b | c | d) >= WHITE) break;
      bytes[size] = (a << 2) | (b >> 4);
      bytes[size + 1] = (b << 4) | (c >> 2);
      bytes[size + 2] = (c << 6) | d;
      size += 3;
    }
    // A group with white space, padding or a fault in it, letter by letter.
    let bits = 0, count = 0, pads = 0;
    for (; at < length && count + pads < 4; at += 1) {
      const value = VALUES[bytes[at] ?? 0] ?? WRONG;
      if (value === WHITE) continue;
      if (value === PAD && count >= 2) pads += 1;
      else if (value < WHITE && pads === 0) {
        bits = (bits << 6) | value;
        count += 1;
      } else return wrongCharacter(text);
    }
    if (count + pads === 0) return bytes.subarray(0, size);
    if (count + pads !== 4) return { fault: 'length', letters: text.replace(/[ \t\r\n]+/gu, '').length };
    bits <<= 6 * pads;
    bytes[size] = bits >> 16;
    bytes[size + 1] = bits >> 8;
    bytes[size + 2] = bits;
    size += count - 1;
    if (pads > 0) return onlyWhite(bytes, at) ? bytes.subarray(0, size) : wrongCharacter(text);
  }
}

function onlyWhite(bytes: Uint8Array, from: number): boolean {
  for (let at = from; at < bytes.length; at += 1) if (VALUES[bytes[at] ?? 0] !== WHITE) return false;
  return true;
}

/** The first character that is no base64 letter; when there is none, the `=` that does not stand at the end. */
function wrongCharacter(text: string): Base64Fault {
  const found = /[^A-Za-z0-9+/= \t\r\n]/u.exec(text) ?? /=/u.exec(text);
  return { fault: 'character', character: found?.[0] ?? '', at: found?.index ?? 0 };
}
