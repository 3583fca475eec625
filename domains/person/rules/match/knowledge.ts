import fitted from './model.json' with { type: 'json' };
import listed from './frequencies.json' with { type: 'json' };
import { rememberWords, type Words } from '../names/index.ts';
import type { Field } from './fields.ts';
import type { Frequencies } from './frequencies.ts';

/** Weights in bits, made by `bench/people/train.ts`; how and from what stands in `made`. */
export interface Model {
  /** Weight of a candidate pair of which nothing is known. */
  readonly prior: number;
  /** Number of descriptions among which the candidates of the training lay. */
  readonly among: number;
  readonly weights: Readonly<Record<Field, Readonly<Record<string, number>>>>;
  /** Bits for each bit of rarity of a name part that agrees. */
  readonly rarity: Readonly<Record<'family' | 'middle' | 'given', number>>;
  /** Probability from which a clerk is asked. */
  readonly ask: number;
}

/** What comparing stands on besides the two descriptions; made once, used for all. */
export interface Knowledge {
  readonly model: Model;
  readonly frequencies: Frequencies;
  /** New communes of an old code; a code that is not old has none. */
  readonly newCommunes: (old: string) => readonly string[];
  readonly words: Words;
}

export interface Given {
  /** Rows of the list `commune-map`. */
  readonly communes: Iterable<{ readonly old: string; readonly new: string }>;
  /** Number of persons in the store: chance likeness grows with it. */
  readonly persons?: number;
  readonly model?: Model;
  /** Counted from the province's own people (`frequenciesOf`); else those of the training. */
  readonly frequencies?: Frequencies;
}

export const MODEL: Model = fitted;
export const FREQUENCIES: Frequencies = listed;

export function knowledgeOf({ communes, persons, model = MODEL, frequencies = FREQUENCIES }: Given): Knowledge {
  const map = new Map<string, string[]>();
  for (const row of communes) {
    const known = map.get(row.old);
    if (known === undefined) map.set(row.old, [row.new]);
    else known.push(row.new);
  }
  const none: readonly string[] = [];
  const more = persons === undefined ? 0 : Math.max(0, Math.log2(persons / model.among));
  return { model: { ...model, prior: model.prior - more }, frequencies, newCommunes: (old) => map.get(old) ?? none, words: rememberWords() };
}
