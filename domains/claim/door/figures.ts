import { catalogues } from '#platform/catalogue/server';
import type { Context } from '#platform/room';
import { dayInVietnam } from '#platform/time/rules';

export interface Figures {
  readonly sessionMinutes: number;
  /** Bytes of one file. */
  readonly file: number;
  /** Uploads of a facility at one time. */
  readonly parallel: number;
}

/** Dated rows of the list `parameter`; a row that is missing or out of bounds counts as its least. */
export function figuresOf(context: Context): Figures {
  const today = dayInVietnam(Date.now());
  const figure = (name: string, least: number, most: number): number => {
    const value = Number(catalogues(context).parameter(name, today) ?? Number.NaN);
    return Number.isInteger(value) && value >= least ? Math.min(value, most) : least;
  };
  return { sessionMinutes: figure('door-session-minutes', 1, 60), file: figure('door-file-mb', 20, 100) * 1024 * 1024, parallel: figure('door-parallel', 2, 64) };
}

/** Bytes of the body of a call: base64 in base64, escaped, and what stands beside it. */
export const bodyLimit = (file: number): number => 2 * file + 1024 * 1024;
