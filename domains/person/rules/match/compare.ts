import { contradictingFields, isClear, sharesStrongly } from './contradict.ts';
import { FIELD_NAMES, type Field, type Levels } from './fields.ts';
import type { Knowledge } from './knowledge.ts';
import { levelsOf } from './levels.ts';
import type { Prepared } from './prepare.ts';
import { probabilityOf, fieldWeight, weightOf } from './weight.ts';
import { levelText } from './words.ts';

export type Choice = 'join' | 'ask' | 'different';

export interface Reason {
  readonly field: Field;
  readonly level: string;
  /** Bits; positive speaks for one person. */
  readonly weight: number;
  /** Vietnamese, for the clerk. */
  readonly text: string;
}

export interface Comparison {
  readonly probability: number;
  /** log2 of the odds. */
  readonly weight: number;
  readonly decision: Choice;
  /** What weighs something, the heaviest first. */
  readonly reasons: readonly Reason[];
  /** What forbids joining without a person's word, whatever else agrees. */
  readonly contradictions: readonly Reason[];
}

/** What dedupe needs of a comparison, without words. */
export interface Verdict {
  readonly decision: Choice;
  readonly weight: number;
  readonly levels: Levels;
}

/**
 * Join: a strong identifier in both, neither a newborn, nothing against it, and name and birth clear.
 * Ask: as likely as the model's threshold. A newborn is asked about only beside one born the same day.
 */
export function judge(a: Prepared, b: Prepared, knowledge: Knowledge): Verdict {
  const levels = levelsOf(a, b, knowledge);
  const weight = weightOf(levels, a, b, knowledge);
  return { decision: decide(levels, weight, a, b, knowledge), weight, levels };
}

function decide(levels: Levels, weight: number, a: Prepared, b: Prepared, { model }: Knowledge): Choice {
  const likely = probabilityOf(weight) >= model.ask;
  if (a.newborn || b.newborn) return likely && levels.birth === 'day' && levels.sex !== 'different' ? 'ask' : 'different';
  if (likely && sharesStrongly(levels, a, b) && isClear(levels) && contradictingFields(levels).length === 0) return 'join';
  return likely ? 'ask' : 'different';
}

/** The whole comparison, with reasons in words. Symmetric. */
export function compare(a: Prepared, b: Prepared, knowledge: Knowledge): Comparison {
  const { levels, weight, decision } = judge(a, b, knowledge);
  const reason = (field: Field): Reason => ({
    field, level: levels[field], weight: Math.round(fieldWeight(field, levels, a, b, knowledge) * 100) / 100, text: levelText(field, levels, a, b),
  });
  const reasons = FIELD_NAMES.map(reason).filter((one) => one.text !== '').sort((x, y) => Math.abs(y.weight) - Math.abs(x.weight));
  return { probability: probabilityOf(weight), weight, decision, reasons, contradictions: contradictingFields(levels).map(reason) };
}

/** Whether joining both by others between them must be refused. */
export function contradict(a: Prepared, b: Prepared, knowledge: Knowledge): boolean {
  return contradictingFields(levelsOf(a, b, knowledge)).length > 0;
}
