import type { Readable } from 'node:stream';
import { FAULTS, Fault } from '#platform/fault';

/** A file that somebody brings, whole. @param most bytes @throws Fault request.too-large */
export async function sheetBytes(stream: Readable, most: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of stream) {
    const piece: Buffer = Buffer.from(part);
    size += piece.length;
    if (size > most) throw new Fault(FAULTS.tooLarge, { limit: most });
    parts.push(piece);
  }
  return Buffer.concat(parts);
}
