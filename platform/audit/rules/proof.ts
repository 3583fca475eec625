import { nodeInput, splitOf } from './tree.ts';
import type { Hash } from './tree.ts';

/** Leaves from `start` up to before `end`, of which the proof wants the root. */
export interface Range { readonly start: number; readonly end: number }

/** Whose roots prove that a leaf lies in a tree, from the leaf up (RFC 6962, 2.1.1). */
export function inclusionRanges(index: number, size: number): Range[] {
  const walk = (start: number, end: number): Range[] => {
    if (end - start <= 1) return [];
    const middle = start + splitOf(end - start);
    return index < middle ? [...walk(start, middle), { start: middle, end }] : [...walk(middle, end), { start, end: middle }];
  };
  return walk(0, size);
}

/** Whose roots prove that a tree of `size` goes on from the one of `old` without a change (RFC 6962, 2.1.2). */
export function consistencyRanges(old: number, size: number): Range[] {
  if (old <= 0 || old >= size) return [];
  const walk = (start: number, end: number, whole: boolean): Range[] => {
    if (old === end) return whole ? [] : [{ start, end }];
    const middle = start + splitOf(end - start);
    return old <= middle ? [...walk(start, middle, whole), { start: middle, end }] : [...walk(middle, end, false), { start, end: middle }];
  };
  return walk(0, size, true);
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}

/** Whether the leaf stands at `index` of the tree with this root (RFC 9162, 2.1.3.2). */
export async function verifyInclusion(hash: Hash, { leaf, index, size, path, root }: { leaf: Uint8Array; index: number; size: number; path: readonly Uint8Array[]; root: Uint8Array }): Promise<boolean> {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) return false;
  let [node, last, found] = [index, size - 1, leaf];
  for (const sibling of path) {
    if (last === 0 || sibling.length !== 32) return false;
    if (node % 2 === 1 || node === last) {
      found = await hash(nodeInput(sibling, found));
      while (node % 2 === 0 && node !== 0) [node, last] = [node / 2, Math.floor(last / 2)];
    } else {
      found = await hash(nodeInput(found, sibling));
    }
    [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  }
  return last === 0 && sameBytes(found, root);
}

/** Whether the newer tree holds the older one unchanged as its beginning (RFC 9162, 2.1.4.2). */
export async function verifyConsistency(hash: Hash, { old, size, path, oldRoot, root }: { old: number; size: number; path: readonly Uint8Array[]; oldRoot: Uint8Array; root: Uint8Array }): Promise<boolean> {
  if (old > size || old < 0) return false;
  if (old === size) return path.length === 0 && sameBytes(oldRoot, root);
  if (old === 0) return path.length === 0;
  const isPower = Number.isInteger(Math.log2(old));
  const [first, ...rest] = isPower ? [oldRoot, ...path] : path;
  if (first === undefined) return false;
  let [node, last] = [old - 1, size - 1];
  while (node % 2 === 1) [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  let [before, now] = [first, first];
  for (const sibling of rest) {
    if (last === 0 || sibling.length !== 32) return false;
    if (node % 2 === 1 || node === last) {
      before = await hash(nodeInput(sibling, before));
      now = await hash(nodeInput(sibling, now));
      while (node % 2 === 0 && node !== 0) [node, last] = [node / 2, Math.floor(last / 2)];
    } else {
      now = await hash(nodeInput(now, sibling));
    }
    [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  }
  return last === 0 && sameBytes(before, oldRoot) && sameBytes(now, root);
}
