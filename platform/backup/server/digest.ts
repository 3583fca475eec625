import { hash } from 'node:crypto';

const LANES = 8;

/**
 * A digest of a set of rows in whatever order they come: the sum of their SHA-256 in eight lanes of 32 bits. It tells whether what was restored
 * is what was kept; against intent stand the SHA-256 of the files and the passphrase.
 */
export class RowDigest {
  readonly #lanes = new Uint32Array(LANES);

  add(row: Buffer): void {
    const digest = hash('sha256', row, 'buffer');
    for (let at = 0; at < LANES; at += 1) this.#lanes[at] = (this.#lanes[at] ?? 0) + digest.readUInt32LE(at * 4);
  }

  /** 64 hexadecimal digits. */
  get hex(): string {
    return Buffer.from(this.#lanes.buffer).toString('hex');
  }
}
