import { crc32, inflateRawSync } from 'node:zlib';

/** One file inside a zip. */
export interface Packed {
  readonly name: string;
  readonly method: number;
  readonly packed: Buffer;
}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;

/** The files of a zip by its directory, still packed. Sizes are checked against the bytes that are there. @throws RangeError: no zip, broken, or more files than allowed */
export function openZip(bytes: Buffer, mostFiles: number): Packed[] {
  let end = bytes.length - 22;
  while (end >= 0 && end > bytes.length - 65_558 && bytes.readUInt32LE(end) !== END) end -= 1;
  if (end < 0 || bytes.readUInt32LE(end) !== END) throw new RangeError('no zip');
  const count = bytes.readUInt16LE(end + 10);
  if (count > mostFiles) throw new RangeError('too many files');
  const files: Packed[] = [];
  for (let at = bytes.readUInt32LE(end + 16), index = 0; index < count; index += 1) {
    if (bytes.readUInt32LE(at) !== CENTRAL) throw new RangeError('broken directory');
    const [size, nameLength, extra, comment, local] = [bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32), bytes.readUInt32LE(at + 42)];
    if (bytes.readUInt32LE(local) !== LOCAL) throw new RangeError('broken file');
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    if (from + size > bytes.length) throw new RangeError('cut off');
    files.push({ name: bytes.toString('utf8', at + 46, at + 46 + nameLength), method: bytes.readUInt16LE(at + 10), packed: bytes.subarray(from, from + size) });
    at += 46 + nameLength + extra + comment;
  }
  return files;
}

/** @param most bytes it may become: a bomb stops there. @throws RangeError */
export function unpack(file: Packed, most: number): Buffer {
  if (file.method === 0 && file.packed.length <= most) return file.packed;
  if (file.method !== 8) throw new RangeError('unknown packing');
  return inflateRawSync(file.packed, { maxOutputLength: most });
}

/** A zip without compression, for small things. */
export function makeZip(files: readonly { readonly name: string; readonly content: string | Buffer }[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const file of files) {
    const name = Buffer.from(file.name);
    const content = typeof file.content === 'string' ? Buffer.from(file.content) : file.content;
    const facts = Buffer.alloc(26);
    // Version 20, UTF-8 names, stored, 1 January 2026.
    for (const [place, value] of [[0, 20], [2, 0x800], [4, 0], [8, ((2026 - 1980) << 9) | (1 << 5) | 1]] as const) facts.writeUInt16LE(value, place);
    facts.writeUInt32LE(crc32(content), 10);
    facts.writeUInt32LE(content.length, 14);
    facts.writeUInt32LE(content.length, 18);
    facts.writeUInt16LE(name.length, 22);
    const body = Buffer.concat([signed(LOCAL), facts, name, content]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    directory.push(Buffer.concat([signed(CENTRAL), Buffer.from([20, 0]), facts, tail, name]));
    bodies.push(body);
    at += body.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...bodies, list, signed(END), end]);
}

function signed(sign: number): Buffer {
  const four = Buffer.alloc(4);
  four.writeUInt32LE(sign);
  return four;
}
