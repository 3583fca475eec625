/**
 * Dates as the standard writes them: yyyyMMdd and yyyyMMddHHmm, compared as text.
 * Read digit by digit: every line of every dossier passes here.
 */

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** The number written in `text` from `start` to `end`; NaN when another character than a digit is there. */
function digits(text: string, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

function calendarDay(text: string): boolean {
  const year = digits(text, 0, 4);
  const month = digits(text, 4, 6);
  const day = digits(text, 6, 8);
  if (!(year >= 1850 && year <= 2200 && month >= 1 && month <= 12 && day >= 1)) return false;
  return day <= (month === 2 && isLeap(year) ? 29 : (LENGTHS[month - 1] ?? 0));
}

/** A day of the calendar, yyyyMMdd. 20260230 is none. */
export function isDay(text: string): boolean {
  return text.length === 8 && calendarDay(text);
}

/** yyyyMMddHHmm, 24 hours. */
export function isMoment(text: string): boolean {
  return text.length === 12 && calendarDay(text) && digits(text, 8, 10) <= 23 && digits(text, 10, 12) <= 59;
}

/** NGAY_SINH: unknown hour 0000; unknown day and month 00 with the year alone. */
export function isBirth(text: string): boolean {
  if (isMoment(text)) return true;
  return text.length === 12 && text.endsWith('00000000') && isDay(`${text.slice(0, 4)}0101`);
}

const dayNumbers = new Map<string, number>();

/** Days since 1970-01-01; NaN when it is no day. */
export function dayNumber(day: string): number {
  const known = dayNumbers.get(day);
  if (known !== undefined) return known;
  if (!isDay(day)) return Number.NaN;
  const value = Date.UTC(digits(day, 0, 4), digits(day, 4, 6) - 1, digits(day, 6, 8)) / 86_400_000;
  if (dayNumbers.size > 5_000) dayNumbers.clear();
  dayNumbers.set(day, value);
  return value;
}

/** Whole days from one day (or moment) to another. */
export function daysApart(from: string, to: string): number {
  return dayNumber(to.slice(0, 8)) - dayNumber(from.slice(0, 8));
}

/** Minutes from one moment to another; NaN when one is no moment. */
export function minutesApart(from: string, to: string): number {
  if (!isMoment(from) || !isMoment(to)) return Number.NaN;
  const clock = (text: string): number => digits(text, 8, 10) * 60 + digits(text, 10, 12);
  return daysApart(from, to) * 1_440 + clock(to) - clock(from);
}

/** For messages: `202510212315` → `23:15 21/10/2025`, `20251021` → `21/10/2025`; anything else as it stands. */
export function showWhen(text: string): string {
  if (!isDay(text.slice(0, 8)) || (text.length !== 8 && text.length !== 12)) return `«${text}»`;
  const day = `${text.slice(6, 8)}/${text.slice(4, 6)}/${text.slice(0, 4)}`;
  return text.length === 12 ? `${text.slice(8, 10)}:${text.slice(10)} ${day}` : day;
}

/** Full years of age on a day; NaN when one is no date. A birth with only the year counts from 1 January. */
export function ageInYears(birth: string, on: string): number {
  if (!isBirth(birth) || !isDay(on.slice(0, 8))) return Number.NaN;
  const years = Number(on.slice(0, 4)) - Number(birth.slice(0, 4));
  return on.slice(4, 8) < birth.slice(4, 8) ? years - 1 : years;
}
