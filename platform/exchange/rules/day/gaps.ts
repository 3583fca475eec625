/** Running numbers leave out what nobody sent: where MA_LK ends in a number that goes up by one with each visit. */
export interface Gaps {
  readonly missing: readonly string[];
  /** The numbers run so closely that a missing one means a visit. */
  readonly sure: boolean;
}

interface Numbered { readonly prefix: string; readonly digits: number; readonly number: number }

/** Figures that count: more would only repeat a year or a facility. */
const TAIL = 9;
/** Fewer visits tell nothing. */
const LEAST = 10;
/** Numbers further apart begin a new run: a visit that was opened days ago has a number of those days. */
const JUMP = 20;
const MOST = 200;
/** Share of the day's visits that must run, and of a run that may be missing. */
const SURE_SHARE = 0.9;
const SURE_MISSING = 0.1;

/** Something short behind the number is a mark of the program's own. */
function numbered(maLk: string): Numbered | undefined {
  const found = /^(.*?)(\d+)(\D{0,12})$/u.exec(maLk);
  const figures = found?.[2] ?? '';
  if (figures.length < 2) return undefined;
  const tail = figures.slice(-TAIL);
  return { prefix: `${found?.[1] ?? ''}${figures.slice(0, -tail.length)}`, digits: tail.length, number: Number(tail) };
}

const written = ({ prefix, digits }: Numbered, number: number): string => `${prefix}${String(number).padStart(digits, '0')}`;

/**
 * Numbers that a day's visits leave out, whether or not another day has them: the caller takes those out.
 * @param visits MA_LK of the day
 */
export function gapCandidates(visits: readonly string[]): string[] {
  return runsOf(visits).flatMap((run) => run.missing);
}

/**
 * What is missing in the running numbers of a day.
 * @param isKnown whether a MA_LK is known, of whatever day
 */
export function gapsOf(visits: readonly string[], isKnown: (maLk: string) => boolean): Gaps {
  const runs = runsOf(visits);
  const missing = runs.flatMap((run) => run.missing).filter((maLk) => !isKnown(maLk));
  const members = runs.reduce((sum, run) => sum + run.members, 0);
  if (missing.length === 0 || missing.length > MOST) return { missing: [], sure: false };
  return { missing, sure: members >= visits.length * SURE_SHARE && missing.length <= members * SURE_MISSING };
}

function runsOf(visits: readonly string[]): { readonly members: number; readonly missing: readonly string[] }[] {
  const groups = Map.groupBy(visits.flatMap((maLk) => numbered(maLk) ?? []), (one) => `${one.prefix} ${one.digits}`);
  return [...groups.values()].flatMap((group) => {
    const sorted = group.toSorted((a, b) => a.number - b.number);
    const runs: Numbered[][] = [];
    for (const one of sorted) {
      const run = runs.at(-1);
      const last = run?.at(-1);
      if (run !== undefined && last !== undefined && one.number - last.number <= JUMP) run.push(one);
      else runs.push([one]);
    }
    return runs.filter((run) => run.length >= LEAST).map((run) => ({ members: run.length, missing: missingIn(run) }));
  });
}

function missingIn(run: readonly Numbered[]): string[] {
  const missing: string[] = [];
  run.forEach((one, index) => {
    const next = run[index + 1];
    for (let number = one.number + 1; next !== undefined && number < next.number; number += 1) missing.push(written(one, number));
  });
  return missing;
}
