import { isJson, type Json } from '../json.ts';

/** Numbers from 0 to below 1, the same for the same seed. */
export function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

interface Spot { readonly owner: Record<string, unknown>; readonly place: string }

/** Every object of a resource, with its path without indices. */
function* spotsOf(value: unknown, place: string): Generator<Spot> {
  if (Array.isArray(value)) for (const one of value) yield* spotsOf(one, place);
  else if (isJson(value)) {
    const at = typeof value['resourceType'] === 'string' ? value['resourceType'] : place;
    yield { owner: { ...value }, place: at };
    for (const [name, one] of Object.entries(value)) yield* spotsOf(one, `${at}.${name}`);
  }
}

/** What stands under each member of each place in a corpus: material for changes that keep the structure right. */
export function vocabularyOf(resources: readonly Json[]): Map<string, Map<string, unknown[]>> {
  const words = new Map<string, Map<string, unknown[]>>();
  for (const { owner, place } of resources.flatMap((one) => [...spotsOf(one, '')])) {
    const members = words.get(place) ?? new Map<string, unknown[]>();
    words.set(place, members);
    for (const [name, value] of Object.entries(owner)) if (name !== 'resourceType') members.set(name, [...(members.get(name) ?? []).slice(-20), value]);
  }
  return words;
}

/** A copy of a resource with one member taken away, put in, or given what another resource has there. */
export function variantOf(resource: Json, words: ReadonlyMap<string, ReadonlyMap<string, readonly unknown[]>>, next: () => number): Json {
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(next() * from.length)];
  const chosen = Math.floor(next() * [...spotsOf(resource, '')].length);
  let at = -1;
  const change = (value: unknown, place: string): unknown => {
    if (Array.isArray(value)) return value.map((one) => change(one, place));
    if (!isJson(value)) return value;
    at += 1;
    const here = typeof value['resourceType'] === 'string' ? value['resourceType'] : place;
    const members = at === chosen ? changed(value, words.get(here) ?? new Map<string, readonly unknown[]>()) : value;
    return Object.fromEntries(Object.entries(members).map(([name, one]) => [name, change(one, `${here}.${name}`)]));
  };
  const changed = (value: Json, known: ReadonlyMap<string, readonly unknown[]>): Json => {
    const name = next() < 0.4 ? pick(Object.keys(value).filter((one) => one !== 'resourceType')) : pick([...known.keys()]);
    if (name === undefined) return value;
    const { [name]: old, ...others } = value;
    return old !== undefined && next() < 0.5 ? others : { ...value, [name]: pick(known.get(name) ?? []) ?? old };
  };
  const made = change(resource, '');
  return isJson(made) ? made : resource;
}
