/** Seconds of the first and of the longest pause. */
const FIRST = 5;
const LONGEST = 900;

/**
 * Seconds until the next try: doubles from 5 s to 15 minutes, half of it by chance, so that what failed together does not return together.
 * @param failures in a row, from 1
 * @param chance 0 … 1
 */
export function backoff(failures: number, chance: number): number {
  const full = Math.min(LONGEST, FIRST * 2 ** Math.min(failures - 1, 16));
  return full * (0.5 + chance / 2);
}
