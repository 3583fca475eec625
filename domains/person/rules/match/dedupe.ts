import { BLOCK_LIMIT, blockingKeys } from './block.ts';
import { judge, type Choice } from './compare.ts';
import { groupAll, type Outcome } from './group.ts';
import type { Description } from './description.ts';
import type { Knowledge } from './knowledge.ts';
import { prepare, type Prepared } from './prepare.ts';

export interface Entry {
  /** Unique and lasting: ties are broken by it, so that the order of entries changes nothing. */
  readonly id: string;
  readonly description: Description;
  /** false: compared in an earlier run; two such are not compared again. */
  readonly isNew?: boolean;
}

/** Descriptions by their blocks, in flat arrays: about 100 bytes each besides the prepared description. */
export interface BlockIndex {
  readonly ids: readonly string[];
  readonly people: readonly Prepared[];
  readonly isNew: readonly boolean[];
  /** Members of block k: members[starts[k]] … members[starts[k + 1] − 1]. */
  readonly starts: Int32Array;
  readonly members: Int32Array;
  /** Blocks of description i: blocks[firsts[i]] … blocks[firsts[i + 1] − 1]. */
  readonly firsts: Int32Array;
  readonly blocks: Int32Array;
  /** Blocks that were too large to look through. */
  readonly dropped: number;
}

export interface Decided {
  /** Places in the index, a < b. */
  readonly a: number;
  readonly b: number;
  readonly decision: Exclude<Choice, 'different'>;
  readonly weight: number;
}

/** Key hash (32 bits) and place (21 bits) share a number exactly. */
const PLACES = 2 ** 21;

/** @throws RangeError with more than 2,097,152 entries: divide a larger store by its blocks */
export function indexOf(entries: Iterable<Entry>, knowledge: Knowledge, limit = BLOCK_LIMIT): BlockIndex {
  const ids: string[] = [];
  const people: Prepared[] = [];
  const isNew: boolean[] = [];
  let packed = new Float64Array(1 << 16);
  let count = 0;
  for (const entry of entries) {
    const place = people.length;
    if (place >= PLACES) throw new RangeError(`more than ${PLACES} descriptions at once`);
    const person = prepare(entry.description, knowledge);
    ids.push(entry.id);
    people.push(person);
    isNew.push(entry.isNew ?? true);
    for (const key of new Set(blockingKeys(person, knowledge))) {
      if (count === packed.length) packed = grown(packed);
      packed[count] = hashOf(key) * PLACES + place;
      count += 1;
    }
  }
  return { ids, people, isNew, ...blocksOf(packed.subarray(0, count).sort(), people.length, limit) };
}

function grown(array: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(array.length * 2);
  larger.set(array);
  return larger;
}

/** FNV-1a, 32 bits. Two keys that meet by chance cost a comparison, nothing else. */
function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i += 1) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

function blocksOf(packed: Float64Array, people: number, limit: number): Pick<BlockIndex, 'starts' | 'members' | 'firsts' | 'blocks' | 'dropped'> {
  const starts: number[] = [0];
  const members = new Int32Array(packed.length);
  const perPerson = new Int32Array(people + 1);
  let filled = 0;
  let dropped = 0;
  for (let from = 0; from < packed.length;) {
    const hash = Math.floor((packed[from] ?? 0) / PLACES);
    let to = from + 1;
    while (to < packed.length && Math.floor((packed[to] ?? 0) / PLACES) === hash) to += 1;
    if (to - from > limit) dropped += 1;
    else if (to - from > 1) {
      for (let i = from; i < to; i += 1) {
        const place = (packed[i] ?? 0) % PLACES;
        members[filled] = place;
        filled += 1;
        perPerson[place + 1] = (perPerson[place + 1] ?? 0) + 1;
      }
      starts.push(filled);
    }
    from = to;
  }
  for (let i = 0; i < people; i += 1) perPerson[i + 1] = (perPerson[i + 1] ?? 0) + (perPerson[i] ?? 0);
  const next = perPerson.slice();
  const blocks = new Int32Array(filled);
  for (let block = 0; block + 1 < starts.length; block += 1) {
    for (let i = starts[block] ?? 0; i < (starts[block + 1] ?? 0); i += 1) {
      const place = members[i] ?? 0;
      blocks[next[place] ?? 0] = block;
      next[place] = (next[place] ?? 0) + 1;
    }
  }
  return { starts: Int32Array.from(starts), members: members.subarray(0, filled), firsts: perPerson, blocks, dropped };
}

/** Every pair that shares a block, once. @param share only the pairs whose first member falls to this part, for work in parallel */
export function* candidatePairs(index: BlockIndex, share = { part: 0, of: 1 }): Generator<readonly [number, number]> {
  const { starts, members, firsts, blocks, isNew, people } = index;
  const met = new Int32Array(people.length).fill(-1);
  for (let a = share.part; a < people.length; a += share.of) {
    for (let k = firsts[a] ?? 0; k < (firsts[a + 1] ?? 0); k += 1) {
      const block = blocks[k] ?? 0;
      for (let m = starts[block] ?? 0; m < (starts[block + 1] ?? 0); m += 1) {
        const b = members[m] ?? 0;
        if (b <= a || met[b] === a) continue;
        met[b] = a;
        if (isNew[a] === true || isNew[b] === true) yield [a, b];
      }
    }
  }
}

/** Candidate pairs that join or are to be asked about, as they are found. */
export function* decisions(index: BlockIndex, knowledge: Knowledge, share = { part: 0, of: 1 }): Generator<Decided> {
  for (const [a, b] of candidatePairs(index, share)) {
    const first = index.people[a];
    const second = index.people[b];
    if (first === undefined || second === undefined) continue;
    const { decision, weight } = judge(first, second, knowledge);
    if (decision !== 'different') yield { a, b, decision, weight };
  }
}

/** All of it: blocks, pairs, decisions, groups. The result does not depend on the order of the entries. */
export function dedupe(entries: Iterable<Entry>, knowledge: Knowledge): Outcome {
  const index = indexOf(entries, knowledge);
  return groupAll(index, [...decisions(index, knowledge)], knowledge);
}
