/** Fellegi–Sunter with levels that are independent given the truth, fitted without labels. */
export interface Fitted {
  /** Share of pairs that are one thing. */
  readonly share: number;
  /** Probability of each level by field among the same (m) and among others (u). */
  readonly m: readonly Float64Array[];
  readonly u: readonly Float64Array[];
}

/**
 * Expectation–maximisation over pairs. Level 0 of a field is missing and says nothing.
 * @param pairs levels by field @param sizes number of levels by field, the best first after missing @param share first guess of the share of true pairs
 */
export function fitWithoutLabels(pairs: readonly Uint8Array[], sizes: readonly number[], share: number, rounds = 60): Fitted {
  let fitted: Fitted = {
    share,
    m: sizes.map((size) => normal(Float64Array.from({ length: size }, (_, level) => (level === 1 ? 0.85 : 0.15 / size)))),
    u: sizes.map((size) => normal(Float64Array.from({ length: size }, (_, level) => (level === size - 1 ? 0.85 : 0.15 / size)))),
  };
  for (let round = 0; round < rounds; round += 1) {
    const m = sizes.map((size) => new Float64Array(size).fill(1e-3));
    const u = sizes.map((size) => new Float64Array(size).fill(1e-3));
    let same = 0;
    for (const pair of pairs) {
      const chance = 1 / (1 + 2 ** -weightOf(pair, fitted));
      same += chance;
      for (const [field, level] of pair.entries()) {
        const [mine, others] = [m[field], u[field]];
        if (mine) mine[level] = (mine[level] ?? 0) + chance;
        if (others) others[level] = (others[level] ?? 0) + 1 - chance;
      }
    }
    fitted = { share: same / pairs.length, m: m.map(normal), u: u.map(normal) };
  }
  return fitted;
}

/** log2 of the odds that the pair is one thing. */
export function weightOf(pair: Uint8Array, { share, m, u }: Fitted): number {
  let sum = Math.log2(share / (1 - share));
  for (const [field, level] of pair.entries()) if (level > 0) sum += Math.log2((m[field]?.[level] ?? 1) / (u[field]?.[level] ?? 1));
  return sum;
}

/** Levels that are known sum to one. */
function normal(counts: Float64Array): Float64Array {
  const sum = counts.subarray(1).reduce((all, one) => all + one, 0);
  return counts.map((one, level) => (level === 0 ? 0 : one / sum));
}
