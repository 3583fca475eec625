/**
 * A search parameter of a type as 32 bits: FNV-1a of `Type.param`. Narrow rows need neither text for it nor a dictionary; that no two
 * parameters of R4 share a key is tested.
 */
export function paramKey(type: string, param: string): number {
  const name = `${type}.${param}`;
  const known = KEYS.get(name);
  if (known !== undefined) return known;
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(name)) hash = Math.imul(hash ^ byte, 0x01000193);
  KEYS.set(name, hash | 0);
  return hash | 0;
}

const KEYS = new Map<string, number>();
