import { z } from 'zod';
import { BASES } from './bases.ts';

export type Area = 'unknown element' | 'cardinality' | 'type' | 'format' | 'choice' | 'binding' | 'reference type' | 'invariant' | 'JSON shape';

/** One fault in a resource that is valid without it. */
export interface Mutant {
  readonly area: Area;
  readonly base: keyof typeof BASES;
  /** Members and indices from the resource to what is changed. */
  readonly at: string;
  /** What stands there instead; undefined: nothing. */
  readonly value: unknown;
  /** Invariants: its key. */
  readonly key?: string;
}

const Resource = z.looseObject({ resourceType: z.string() });
const Members = z.record(z.string(), z.unknown());

/** The faulty resource. @param at `name.0.given`; a member or index that is not there is made */
export function spoiled({ base, at, value }: Mutant): z.infer<typeof Resource> {
  const path = at.split('.');
  return Resource.parse(set(structuredClone(BASES[base]), path, value));
}

function set(into: unknown, [step = '', ...rest]: readonly string[], value: unknown): unknown {
  if (Array.isArray(into)) {
    const list: unknown[] = [...into];
    if (rest.length === 0 && value === undefined) list.splice(Number(step), 1);
    else list[Number(step)] = rest.length === 0 ? value : set(list[Number(step)], rest, value);
    return list;
  }
  const members = Members.parse(into ?? {});
  const { [step]: old, ...others } = members;
  if (rest.length === 0 && value === undefined) return others;
  return { ...members, [step]: rest.length === 0 ? value : set(old, rest, value) };
}
