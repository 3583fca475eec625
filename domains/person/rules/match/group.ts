import { contradict } from './compare.ts';
import type { BlockIndex, Decided } from './dedupe.ts';
import type { Knowledge } from './knowledge.ts';

/** One thing to ask a clerk: whether two groups (or single descriptions) are one person. */
export interface Question {
  /** Ids of the likeliest pair, the smaller first. */
  readonly a: string;
  readonly b: string;
  /** log2 of the odds. */
  readonly weight: number;
  /** Whether it would have joined, had the groups not held a contradiction. */
  readonly refused: boolean;
}

export interface Outcome {
  /** Ids that are one person, two or more each, in order; the groups by their first id. */
  readonly groups: readonly (readonly string[])[];
  /** The likeliest first. */
  readonly questions: readonly Question[];
}

const UNSEEN = { groups: [], questions: [] } as const;
/** Nobody has so many records that are all alike; a larger group is a number given to many. */
const LARGEST = 50;

/**
 * Joins the surest first. A–B and B–C make one person only when nothing in A contradicts anything in C; else it is asked.
 * Independent of the order of entries: pairs are taken by weight, then by id.
 */
export function groupAll(index: BlockIndex, decided: readonly Decided[], knowledge: Knowledge): Outcome {
  if (decided.length === 0) return UNSEEN;
  const { ids, people } = index;
  const id = (place: number): string => ids[place] ?? '';
  const named = decided.map((one) => ({ ...one, low: id(one.a) < id(one.b) ? id(one.a) : id(one.b), high: id(one.a) < id(one.b) ? id(one.b) : id(one.a) }))
    .sort((x, y) => y.weight - x.weight || order(x.low, y.low) || order(x.high, y.high));
  const groupOf = new Map<number, number[]>();
  const group = (place: number): number[] => groupOf.get(place) ?? [place];
  const refused = new Set<(typeof named)[number]>();
  for (const one of named) {
    if (one.decision !== 'join') continue;
    const [left, right] = [group(one.a), group(one.b)];
    if (left === right) continue;
    const clash = left.length + right.length > LARGEST || left.some((x) => right.some((y) => {
      const [first, second] = [people[x], people[y]];
      return first !== undefined && second !== undefined && contradict(first, second, knowledge);
    }));
    if (clash) refused.add(one);
    else {
      const both = [...left, ...right];
      for (const place of both) groupOf.set(place, both);
    }
  }
  const asked = new Map<string, Question>();
  for (const one of named) {
    if (one.decision === 'join' && !refused.has(one)) continue;
    const [left, right] = [group(one.a), group(one.b)];
    if (left === right) continue;
    const key = [smallest(left, id), smallest(right, id)].sort(order).join('\n');
    if (!asked.has(key)) asked.set(key, { a: one.low, b: one.high, weight: one.weight, refused: one.decision === 'join' });
  }
  const groups = [...new Set(groupOf.values())].map((places) => places.map(id).sort(order)).sort((x, y) => order(x[0] ?? '', y[0] ?? ''));
  return { groups, questions: [...asked.values()] };
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function smallest(places: readonly number[], id: (place: number) => string): string {
  return places.reduce((least, place) => (id(place) < least ? id(place) : least), id(places[0] ?? 0));
}
