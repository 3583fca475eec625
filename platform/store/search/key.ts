import { createHash } from 'node:crypto';

/** 32 bits of a name (FNV-1a), remembered: there are few. */
function hash32(name: string): number {
  const known = KNOWN.get(name);
  if (known !== undefined) return known;
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(name)) hash = Math.imul(hash ^ byte, 0x01000193);
  if (KNOWN.size < MOST_KNOWN) KNOWN.set(name, hash | 0);
  return hash | 0;
}

const KNOWN = new Map<string, number>();
const MOST_KNOWN = 20_000;

/**
 * A search parameter of a type as 32 bits: narrow rows need neither text for it nor a dictionary. That no two parameters of R4 share a
 * key is tested.
 */
export function paramKey(type: string, param: string): number {
  return hash32(`${type}.${param}`);
}

/** A code system as 32 bits; 0 for none. */
export function systemKey(system: string): number {
  return system === '' ? 0 : hash32(system);
}

/** What a reference points to (`Type/id`, an address, `system|value`) as 128 bits; the same as `md5(target)::uuid` in SQL. */
export function targetKey(target: string): string {
  return createHash('md5').update(target).digest('hex');
}
