import { z } from 'zod';
import type { Tx } from '#platform/db';
import { Edge, foldRight, subtreesOf } from '#platform/audit/rules';
import type { Range, Subtree } from '#platform/audit/rules';
import { sha256 } from './hash.ts';

/** Subtrees from this level up are kept; below, 256 leaves at most are read. */
export const KEPT_LEVEL = 8;
const BLOCK = 2 ** KEPT_LEVEL;

const bytes = z.instanceof(Uint8Array);
const nodeRow = z.object({ level: z.number(), index: z.number(), hash: bytes });
const leafRow = z.object({ seq: z.number(), leaf: bytes });

const keyOf = ({ level, index }: Subtree): string => `${level}/${index}`;

/** How many events are numbered. */
export async function logSize(tx: Tx): Promise<number> {
  const [row] = await tx.query('select coalesce(max(seq), -1)::double precision + 1 as size from audit_leaf', [], z.object({ size: z.number() }));
  return row?.size ?? 0;
}

/** Hashes of complete subtrees, in the order asked for. @throws when one is not there: the log is damaged */
async function hashesOf(tx: Tx, subtrees: readonly Subtree[]): Promise<Map<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  const kept = subtrees.filter((one) => one.level >= KEPT_LEVEL);
  if (kept.length > 0) {
    const rows = await tx.query(
      'select n.level, n.index::double precision as index, n.hash from audit_node n join unnest($1::int[], $2::bigint[]) as w(level, index) using (level, index)',
      [kept.map((one) => one.level), kept.map((one) => one.index)], nodeRow);
    for (const row of rows) found.set(keyOf(row), row.hash);
  }
  const small = subtrees.filter((one) => one.level < KEPT_LEVEL);
  for (const block of new Set(small.map((one) => Math.floor(one.index * 2 ** one.level / BLOCK)))) {
    const rows = await tx.query('select seq::double precision as seq, leaf from audit_leaf where seq >= $1 and seq < $2 order by seq', [block * BLOCK, (block + 1) * BLOCK], leafRow);
    const leaves = new Map(rows.map((row) => [row.seq, row.leaf]));
    for (const one of small) {
      const start = one.index * 2 ** one.level;
      if (Math.floor(start / BLOCK) !== block) continue;
      const edge = new Edge(sha256);
      for (let seq = start; seq < start + 2 ** one.level; seq += 1) edge.add(leaves.get(seq) ?? missing(`leaf ${seq}`));
      found.set(keyOf(one), edge.root());
    }
  }
  return found;
}

function missing(what: string): never {
  throw new Error(`the audit log lacks ${what}: run the verification`);
}

/** Roots of ranges of leaves, as proofs want them. */
export async function rootsOf(tx: Tx, ranges: readonly Range[]): Promise<Uint8Array[]> {
  const parts = ranges.map(({ start, end }) => subtreesOf(start, end));
  const hashes = await hashesOf(tx, parts.flat());
  return parts.map((subtrees) => foldRight(subtrees.map((one) => hashes.get(keyOf(one)) ?? missing(`node ${keyOf(one)}`)), sha256));
}

/** The right edge of the tree of so many leaves. */
export async function edgeAt(tx: Tx, size: number): Promise<Edge> {
  const subtrees = subtreesOf(0, size);
  const hashes = await hashesOf(tx, subtrees);
  return new Edge(sha256, size, subtrees.map((one) => hashes.get(keyOf(one)) ?? missing(`node ${keyOf(one)}`)));
}
