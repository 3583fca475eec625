import type { Day } from './types.ts';

/** yyyyMMdd → milliseconds of that day in UTC; NaN when it is no calendar day (20260230). */
export function dayToTime(day: Day): number {
  if (!/^\d{8}$/.test(day)) return Number.NaN;
  const year = Number(day.slice(0, 4));
  const month = Number(day.slice(4, 6));
  const date = Number(day.slice(6, 8));
  const time = Date.UTC(year, month - 1, date);
  const back = new Date(time);
  return back.getUTCFullYear() === year && back.getUTCMonth() === month - 1 && back.getUTCDate() === date ? time : Number.NaN;
}

export function timeToDay(time: number): Day {
  return new Date(time).toISOString().slice(0, 10).replaceAll('-', '');
}

/** The day `days` later (earlier when negative). */
export function addDays(day: Day, days: number): Day {
  return timeToDay(dayToTime(day) + days * 86_400_000);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((dayToTime(to) - dayToTime(from)) / 86_400_000);
}

export function isWeekend(day: Day): boolean {
  const weekday = new Date(dayToTime(day)).getUTCDay();
  return weekday === 0 || weekday === 6;
}

/** Whether the text is a calendar day, yyyyMMdd. */
export function isDay(text: string): boolean {
  return !Number.isNaN(dayToTime(text));
}
