import { FIELD_NAMES, type Field, type Levels } from './fields.ts';
import type { Knowledge } from './knowledge.ts';
import type { Prepared } from './prepare.ts';

/** Parts of a name whose rarity counts when they agree; the weight of the level holds for no rarity at all. */
export const RARITY_PARTS = ['family', 'middle', 'given'] as const;

const AGREEING: ReadonlySet<string> = new Set(['same', 'accents', 'tones', 'slip']);

/** Bits of rarity of what agrees in a part, if not to the letter; the smaller of the two, for a mistyped word looks rare. */
export function sharedRarity(part: (typeof RARITY_PARTS)[number], level: string, a: Prepared, b: Prepared): number {
  return AGREEING.has(level) ? Math.min(a.rarity[part], b.rarity[part]) : 0;
}

/** Bits for (positive) or against one person, by field. */
export function fieldWeight(field: Field, levels: Levels, a: Prepared, b: Prepared, { model }: Knowledge): number {
  const weight = model.weights[field][levels[field]] ?? 0;
  if (field !== 'family' && field !== 'middle' && field !== 'given') return weight;
  return weight + model.rarity[field] * sharedRarity(field, levels[field], a, b);
}

/** log2 of the odds that both are one person. */
export function weightOf(levels: Levels, a: Prepared, b: Prepared, knowledge: Knowledge): number {
  let sum = knowledge.model.prior;
  for (const field of FIELD_NAMES) sum += fieldWeight(field, levels, a, b, knowledge);
  return sum;
}

export function probabilityOf(weight: number): number {
  return 1 / (1 + 2 ** -weight);
}
