/** How a file came through the shapes that programs make: `plus`: spaces stood where `+` was meant; `twice`: base64 of base64. */
export type PayloadNote = 'plus' | 'twice';

export interface Payload {
  /** Exactly the bytes of the program's file. */
  readonly bytes: Buffer;
  readonly notes: readonly PayloadNote[];
}

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/u;

/**
 * The file out of a field `fileHSBase64`. Forms that do not escape `+` deliver a space for it; both readings of a space (a plus, or a fold) are tried
 * and the one that gives a file is taken. What decodes to strict base64 of XML once more was encoded twice: XML itself is never base64.
 * @param text the field, one character a byte
 * @returns undefined: no base64
 */
export function readPayload(text: string): Payload | undefined {
  const tight = text.replace(/[\r\n\t]+/gu, '');
  if (!tight.includes(' ')) return unwrap(strict(tight), []);
  const plus = unwrap(strict(tight.replaceAll(' ', '+')), ['plus']);
  if (plus !== undefined && isWhole(plus.bytes)) return plus;
  const folded = unwrap(strict(tight.replaceAll(' ', '')), []);
  return folded !== undefined && (plus === undefined || isWhole(folded.bytes)) ? folded : plus;
}

function unwrap(once: Buffer | undefined, notes: readonly PayloadNote[]): Payload | undefined {
  if (once === undefined) return undefined;
  const inner = beginsXml(once) ? undefined : strict(once.toString('latin1').replace(/[\r\n]+/gu, ''));
  return inner !== undefined && beginsXml(inner) ? { bytes: inner, notes: [...notes, 'twice'] } : { bytes: once, notes };
}

/** Standard alphabet, with padding, nothing else. */
function strict(text: string): Buffer | undefined {
  return text !== '' && text.length % 4 === 0 && BASE64.test(text) ? Buffer.from(text, 'base64') : undefined;
}

/** Behind a BOM and white space stands the beginning of a tag, a declaration or a comment. */
function beginsXml(bytes: Buffer): boolean {
  return /^(?:\u00EF\u00BB\u00BF)?\s*<[?!A-Za-z_]/u.test(bytes.subarray(0, 256).toString('latin1'));
}

function isWhole(bytes: Buffer): boolean {
  return beginsXml(bytes) && /[>][\s\0]*$/u.test(bytes.subarray(-256).toString('latin1')) && isUtf8(bytes);
}

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
