/**
 * Base64 (RFC 4648 §4) straight from text to bytes, white space passed over. `atob` would go through a second string
 * and says only that something is wrong; this says what.
 */
const WHITE = 64, PAD = 65, WRONG = 66;
const VALUES = new Uint8Array(128).fill(WRONG);
[...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].forEach((letter, value) => { VALUES[letter.charCodeAt(0)] = value; });
for (const letter of ' \t\r\n') VALUES[letter.charCodeAt(0)] = WHITE;
VALUES[61] = PAD;

export type Base64Fault =
  | { readonly fault: 'character'; readonly character: string; readonly at: number }
  /** The number of letters is no multiple of four: something is missing or too much. */
  | { readonly fault: 'length'; readonly letters: number };

function valueAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < 128 ? VALUES[code] ?? WRONG : WRONG;
}

export function decodeBase64(text: string): Uint8Array | Base64Fault {
  const out = new Uint8Array(Math.ceil(text.length / 4) * 3);
  const length = text.length;
  let size = 0, at = 0;
  for (;;) {
    while (at + 4 <= length) {
      const a = valueAt(text, at), b = valueAt(text, at + 1), c = valueAt(text, at + 2), d = valueAt(text, at + 3);
      if ((a | b | c | d) >= 64) break;
      out[size] = (a << 2) | (b >> 4);
      out[size + 1] = (b << 4) | (c >> 2);
      out[size + 2] = (c << 6) | d;
      size += 3;
      at += 4;
    }
    // A group with white space, padding or a fault in it, letter by letter.
    let bits = 0, count = 0, pads = 0;
    while (at < length && count + pads < 4) {
      const value = valueAt(text, at);
      if (value === PAD && count >= 2) pads += 1;
      else if (value < 64 && pads === 0) {
        bits = (bits << 6) | value;
        count += 1;
      } else if (value !== WHITE) return { fault: 'character', character: String.fromCodePoint(text.codePointAt(at) ?? 0), at };
      at += 1;
    }
    if (count + pads === 0) return out.subarray(0, size);
    if (count + pads !== 4) return { fault: 'length', letters: letters(text) };
    bits <<= 6 * pads;
    out[size] = bits >> 16;
    out[size + 1] = bits >> 8;
    out[size + 2] = bits;
    size += count - 1;
    if (pads === 0) continue;
    while (at < length && valueAt(text, at) === WHITE) at += 1;
    if (at < length) return { fault: 'character', character: text.charAt(at), at };
    return out.subarray(0, size);
  }
}

function letters(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) if (valueAt(text, at) !== WHITE) count += 1;
  return count;
}
