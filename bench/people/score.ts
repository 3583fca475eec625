import { probabilityOf, type BlockIndex, type Decided, type Outcome } from '#domains/person/rules';
import type { Row } from './rows.ts';

/** What the scorer may know of a line, and the rules may not. */
export type Label = Pick<Row, 'id' | 'entity' | 'kind' | 'truth_ethnic'>;

export interface Score {
  readonly rows: number;
  readonly truePairs: number;
  /** Pairs of one person inside the groups that joined by themselves. */
  readonly joined: { readonly pairs: number; readonly wrong: number; readonly precision: number; readonly recall: number };
  /** Share of true pairs that joined, or between whose groups a question stands. */
  readonly recallWithQuestions: number;
  /** Questions: pairs of persons (after joining). Persons asked about: who stand in one. Both beside the number of persons after joining. */
  readonly workList: { readonly questions: number; readonly truly: number; readonly shareOfPersons: number; readonly personsInvolved: number };
  /** A threshold on probability alone, with no rule but that of the newborn: best F1, and the precision where recall is 0.97. */
  readonly threshold: { readonly bestF1: number; readonly at: number; readonly precisionAtRecall97: number; readonly recallMost: number };
  /** Pairs that joined a newborn to somebody else. */
  readonly newbornsJoined: number;
}

interface Subset { readonly truth: (row: Label) => boolean }

/** Share of true pairs that share a block: what blocking loses nobody finds again. */
export function blockingRecall(rows: readonly Label[], index: BlockIndex): number {
  const blocksOf = (i: number): Int32Array => index.blocks.subarray(index.firsts[i], index.firsts[i + 1]);
  const pairs = truePairs(rows);
  return pairs.filter(([a, b]) => blocksOf(a).some((block) => blocksOf(b).includes(block))).length / pairs.length;
}

/** How often candidates of a probability are one person: rows of [from, number, mean probability, share truly one]. Newborns aside. */
export function calibration(rows: readonly Label[], decided: readonly Decided[]): readonly (readonly number[])[] {
  return [0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999].map((from, i, edges) => {
    const to = edges[i + 1] ?? 1.1;
    const within = decided.filter(({ a, b }) => rows[a]?.kind !== 'newborn' && rows[b]?.kind !== 'newborn').map((one) => ({ ...one, p: probabilityOf(one.weight) })).filter(({ p }) => p >= from && p < to);
    const mean = within.reduce((sum, { p }) => sum + p, 0) / within.length;
    return [from, within.length, mean, within.filter(({ a, b }) => rows[a]?.entity === rows[b]?.entity).length / within.length];
  });
}

/** Places of the rows of one person, two by two. */
export function truePairs(rows: readonly Label[]): (readonly [number, number])[] {
  const byEntity = Map.groupBy(rows.keys(), (i) => rows[i]?.entity);
  return [...byEntity.values()].flatMap((places) => places.flatMap((a, i) => places.slice(i + 1).map((b) => [a, b] as const)));
}

export function scoreOf(rows: readonly Label[], decided: readonly Decided[], outcome: Outcome, among: Subset = { truth: () => true }): Score {
  const place = new Map(rows.map((row, i) => [row.id, i]));
  const inside = (i: number): boolean => rows[i] !== undefined && among.truth(rows[i]);
  const groupOf = new Map<number, number>();
  for (const [number, ids] of outcome.groups.entries()) for (const id of ids) groupOf.set(place.get(id) ?? -1, number);
  const group = (i: number): number => groupOf.get(i) ?? -1 - i;
  const truth = truePairs(rows).filter(([a, b]) => inside(a) || inside(b));
  const same = (a: number, b: number): boolean => rows[a]?.entity === rows[b]?.entity;

  const pairs = outcome.groups.flatMap((ids) => ids.flatMap((a, i) => ids.slice(i + 1).map((b) => [place.get(a) ?? -1, place.get(b) ?? -1] as const))).filter(([a, b]) => inside(a) || inside(b));
  const wrong = pairs.filter(([a, b]) => !same(a, b)).length;
  const questions = outcome.questions.map((one) => [place.get(one.a) ?? -1, place.get(one.b) ?? -1] as const).filter(([a, b]) => inside(a) || inside(b));
  const asked = new Set(questions.map(([a, b]) => [group(a), group(b)].sort((x, y) => x - y).join(' ')));
  const found = truth.filter(([a, b]) => group(a) === group(b) || asked.has([group(a), group(b)].sort((x, y) => x - y).join(' '))).length;
  const persons = new Set([...rows.keys()].filter(inside).map(group)).size;
  return {
    rows: rows.filter((row) => among.truth(row)).length, truePairs: truth.length,
    joined: { pairs: pairs.length, wrong, precision: 1 - wrong / pairs.length, recall: (pairs.length - wrong) / truth.length },
    recallWithQuestions: found / truth.length,
    workList: { questions: questions.length, truly: questions.filter(([a, b]) => same(a, b)).length, shareOfPersons: questions.length / persons, personsInvolved: new Set(questions.flatMap(([a, b]) => [group(a), group(b)])).size / persons },
    threshold: thresholdOf(decided.filter(({ a, b }) => (inside(a) || inside(b)) && rows[a]?.kind !== 'newborn' && rows[b]?.kind !== 'newborn').map(({ a, b, weight }) => ({ weight, label: same(a, b) })), truth.length),
    newbornsJoined: pairs.filter(([a, b]) => !same(a, b) && (rows[a]?.kind === 'newborn' || rows[b]?.kind === 'newborn')).length,
  };
}

function thresholdOf(scored: { weight: number; label: boolean }[], truth: number): Score['threshold'] {
  let [hits, bestF1, at, precisionAtRecall97] = [0, 0, 0, 0];
  for (const [i, { weight, label }] of scored.sort((x, y) => y.weight - x.weight).entries()) {
    if (label) hits += 1;
    const precision = hits / (i + 1);
    const recall = hits / truth;
    const f1 = (2 * precision * recall) / (precision + recall);
    if (f1 > bestF1) [bestF1, at] = [f1, probabilityOf(weight)];
    if (recall >= 0.97 && precision > precisionAtRecall97) precisionAtRecall97 = precision;
  }
  return { bestF1, at, precisionAtRecall97, recallMost: hits / truth };
}
