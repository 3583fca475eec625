/** As much of DER (X.690) as CMS and a self-made certificate need. Contents are joined, never parsed again. */
function tagged(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  if (body.length < 0x80) return Buffer.concat([Buffer.from([tag, body.length]), body]);
  const length = Buffer.from(body.length.toString(16).padStart(body.length.toString(16).length + (body.length.toString(16).length % 2), '0'), 'hex');
  return Buffer.concat([Buffer.from([tag, 0x80 | length.length]), length, body]);
}

export const sequence = (...parts: readonly Uint8Array[]): Buffer => tagged(0x30, ...parts);
/** In the order of their bytes, as DER wants. */
export const setOf = (...parts: readonly Uint8Array[]): Buffer => tagged(0x31, ...parts.toSorted((a, b) => Buffer.compare(a, b)));
export const octets = (bytes: Uint8Array): Buffer => tagged(0x04, bytes);
export const bits = (bytes: Uint8Array, unused = 0): Buffer => tagged(0x03, Buffer.from([unused]), bytes);
export const utf8 = (text: string): Buffer => tagged(0x0c, Buffer.from(text));
export const printable = (text: string): Buffer => tagged(0x13, Buffer.from(text, 'latin1'));
export const nothing = (): Buffer => tagged(0x05);
export const yes = (): Buffer => tagged(0x01, Buffer.from([0xff]));
/** `[number]`, constructed. */
export const context = (number: number, ...parts: readonly Uint8Array[]): Buffer => tagged(0xa0 | number, ...parts);

/** A whole number that is not negative, big-endian. */
export function whole(bytes: Uint8Array): Buffer {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start += 1;
  const rest = bytes.subarray(start);
  return tagged(0x02, (rest[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), rest]) : rest);
}

export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const base128 = (value: number): number[] => (value < 0x80 ? [value] : [...base128(Math.floor(value / 128)).map((one) => one | 0x80), value % 128]);
  return tagged(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

/** UTCTime until 2049, GeneralizedTime after. */
export function time(at: Date): Buffer {
  const digits = at.toISOString().replace(/\D/gu, '').slice(0, 14);
  return at.getUTCFullYear() < 2050 ? tagged(0x17, Buffer.from(`${digits.slice(2)}Z`)) : tagged(0x18, Buffer.from(`${digits}Z`));
}

/** The elements inside a constructed element, each with its tag and length. @throws RangeError for bytes that are no DER */
export function partsOf(der: Uint8Array): Uint8Array[] {
  const parts: Uint8Array[] = [];
  const outer = headerOf(der, 0);
  for (let at = outer.body; at < outer.end;) {
    const { end } = headerOf(der, at);
    parts.push(der.subarray(at, end));
    at = end;
  }
  return parts;
}

function headerOf(der: Uint8Array, at: number): { body: number; end: number } {
  const first = der[at + 1] ?? 0;
  const count = first < 0x80 ? 0 : first & 0x7f;
  if (count > 4 || first === 0x80) throw new RangeError('no DER');
  const length = count === 0 ? first : Number.parseInt(Buffer.from(der.subarray(at + 2, at + 2 + count)).toString('hex'), 16);
  const body = at + 2 + count;
  if (!Number.isFinite(length) || body + length > der.length) throw new RangeError('no DER');
  return { body, end: body + length };
}
