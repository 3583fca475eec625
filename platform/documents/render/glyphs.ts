import { readFileSync, readdirSync } from 'node:fs';

export const FONT_FOLDER = new URL('../fonts/', import.meta.url);
/** Stands where no font has the sign. */
const BOX = '\u25a1';

let known: ReadonlySet<number> | undefined;

/** Code points that every font of ours can draw. */
export function drawable(): ReadonlySet<number> {
  if (known === undefined) {
    const sets = readdirSync(FONT_FOLDER).filter((name) => name.endsWith('.ttf')).map((name) => codePointsOf(readFileSync(new URL(name, FONT_FOLDER))));
    known = sets.reduce((all, one) => new Set([...all].filter((code) => one.has(code))));
  }
  return known;
}

/**
 * Text as our fonts can draw it: composed letters (NFC), and a box for what they lack. PDF/A forbids a missing glyph, and the compiler would refuse
 * the whole paper for one emoji in a name.
 */
export function drawableText(text: string): string {
  const can = drawable();
  let result = '';
  for (const sign of text.normalize('NFC')) {
    const code = sign.codePointAt(0) ?? 0;
    if (code === 0x0a || code === 0x09) result += sign;
    else if (code < 0x20 || (code >= 0x7f && code < 0xa0)) result += ' ';
    else result += can.has(code) ? sign : BOX;
  }
  return result;
}

/** The table `cmap`, format 4 (the first 65,536 code points), as the OpenType specification describes it. */
function codePointsOf(font: Buffer): Set<number> {
  const found = new Set<number>();
  const table = offsetOfTable(font, 'cmap');
  for (let index = 0; index < font.readUInt16BE(table + 2); index += 1) {
    const at = table + font.readUInt32BE(table + 4 + index * 8 + 4);
    if (font.readUInt16BE(at) !== 4) continue;
    const segments = font.readUInt16BE(at + 6) / 2;
    const word = (part: number, segment: number): number => font.readUInt16BE(at + 14 + part * segments * 2 + segment * 2 + (part > 0 ? 2 : 0));
    for (let segment = 0; segment < segments; segment += 1) {
      const [end, start, delta, range] = [word(0, segment), word(1, segment), word(2, segment), word(3, segment)];
      for (let code = start; code <= end && code !== 0xffff; code += 1) {
        const place = at + 16 + 3 * segments * 2 + segment * 2 + range + (code - start) * 2;
        const glyph = range === 0 ? (code + delta) % 65_536 : font.readUInt16BE(place);
        if (glyph !== 0) found.add(code);
      }
    }
  }
  return found;
}

function offsetOfTable(font: Buffer, name: string): number {
  for (let index = 0; index < font.readUInt16BE(4); index += 1) {
    const at = 12 + index * 16;
    if (font.toString('latin1', at, at + 4) === name) return font.readUInt32BE(at + 8);
  }
  throw new Error(`the font has no table ${name}`);
}
