/** SHA-256 of bytes: node:crypto in the server, WebCrypto in the browser. */
export type Hash = (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>;
export type HashNow = (bytes: Uint8Array) => Uint8Array;

/** A complete subtree: 2^level leaves from index × 2^level on. */
export interface Subtree { readonly level: number; readonly index: number }

/** Bytes of a leaf's hash input: RFC 6962 puts 0x00 before a leaf and 0x01 before two nodes, so that neither passes for the other. */
export function leafInput(event: Uint8Array): Uint8Array {
  const input = new Uint8Array(event.length + 1);
  input.set(event, 1);
  return input;
}

export function nodeInput(left: Uint8Array, right: Uint8Array): Uint8Array {
  const input = new Uint8Array(65);
  input[0] = 1;
  input.set(left, 1);
  input.set(right, 33);
  return input;
}

/** The complete subtrees that the leaves from `start` up to before `end` fall into, left to right. `start` is where RFC 6962 splits: a multiple of the largest of them. */
export function subtreesOf(start: number, end: number): Subtree[] {
  const found: Subtree[] = [];
  for (let at = start; at < end;) {
    let level = 0;
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= end) level += 1;
    found.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return found;
}

/** The root over subtrees from left to right: the last two are joined first. */
export function foldRight(hashes: readonly Uint8Array[], hash: HashNow): Uint8Array {
  let root = hashes.at(-1);
  if (root === undefined) return hash(new Uint8Array());
  for (const left of hashes.slice(0, -1).toReversed()) root = hash(nodeInput(left, root));
  return root;
}

/** A growing tree that keeps its right edge alone. */
export class Edge {
  readonly #hash: HashNow;
  /** Roots of the complete subtrees, largest first, with their levels. */
  readonly #peaks: { level: number; hash: Uint8Array }[];
  #size: number;

  /** @param peaks of the subtrees of [0, size) when it goes on from somewhere */
  constructor(hash: HashNow, size = 0, peaks: readonly Uint8Array[] = []) {
    this.#hash = hash;
    this.#size = size;
    this.#peaks = subtreesOf(0, size).map(({ level }, at) => ({ level, hash: peaks[at] ?? new Uint8Array(32) }));
  }

  get size(): number { return this.#size; }

  /** @param onNode told of every subtree that becomes complete */
  add(leaf: Uint8Array, onNode?: (level: number, index: number, hash: Uint8Array) => void): void {
    let [level, node] = [0, leaf];
    this.#size += 1;
    for (let last = this.#peaks.at(-1); last !== undefined && last.level === level; last = this.#peaks.at(-1)) {
      this.#peaks.pop();
      node = this.#hash(nodeInput(last.hash, node));
      level += 1;
      onNode?.(level, this.#size / 2 ** level - 1, node);
    }
    this.#peaks.push({ level, hash: node });
  }

  root(): Uint8Array {
    return foldRight(this.#peaks.map((peak) => peak.hash), this.#hash);
  }
}

/** Largest power of two below n. */
export function splitOf(n: number): number {
  let split = 1;
  while (split * 2 < n) split *= 2;
  return split;
}
