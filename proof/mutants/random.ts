/** A stream of numbers that a seed repeats (mulberry32), and choices by it. */
export interface Random {
  /** 0 inclusive to 1 exclusive. */
  next(): number;
  /** 0 inclusive to `most` exclusive. */
  below(most: number): number;
  chance(of: number): boolean;
  pick<T>(from: readonly [T, ...T[]]): T;
  pick<T>(from: readonly T[]): T | undefined;
}

export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (most: number): number => Math.floor(next() * most);
  function pick<T>(from: readonly [T, ...T[]]): T;
  function pick<T>(from: readonly T[]): T | undefined;
  function pick<T>(from: readonly T[]): T | undefined {
    return from[below(from.length)];
  }
  return { next, below, chance: (of) => next() < of, pick };
}
