/** One file of an archive. */
export interface Entry {
  readonly name: string;
  readonly bytes: Buffer;
}

const BLOCK = 512;

/**
 * The plain files of an uncompressed tar archive (ustar, with pax or GNU long names), in the archive's order.
 * @param tar the whole archive
 */
export function* readTar(tar: Buffer): Generator<Entry> {
  let longName: string | undefined;
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0;) {
    const header = tar.subarray(at, at + BLOCK);
    const size = Number.parseInt(text(header, 124, 12), 8) || 0;
    const bytes = tar.subarray(at + BLOCK, at + BLOCK + size);
    const kind = text(header, 156, 1);
    const prefix = text(header, 345, 155);
    const name = longName ?? (prefix === '' ? text(header, 0, 100) : `${prefix}/${text(header, 0, 100)}`);
    longName = undefined;
    if (kind === 'x') longName = /\d+ path=(.*)\n/.exec(bytes.toString('utf8'))?.[1];
    else if (kind === 'L') longName = text(bytes, 0, size);
    else if (kind === '0' || kind === '') yield { name, bytes };
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
}

function text(from: Buffer, start: number, length: number): string {
  const end = from.indexOf(0, start);
  return from.toString('utf8', start, end === -1 || end > start + length ? start + length : end).trim();
}
