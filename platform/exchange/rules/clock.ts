import { addDays, isDay, isWeekend } from '#platform/catalogue/rules';
import type { Day } from '#platform/catalogue/rules';

/** One word of a clock: `working-days:7`. */
const WORDS = ['hours', 'days', 'working-days', 'before-day', 'end-of-day'] as const;
interface Word { readonly word: (typeof WORDS)[number]; readonly count: number }
/** Words of which the earliest holds. */
export type Clock = readonly Word[];

const MOST = 1_000;

/**
 * Reads a clock. `hours:24`, `days:1`, `working-days:7`, `before-day:5` (of the month after the event), `end-of-day`; several, parted by spaces.
 * @returns undefined when it is none
 */
export function readClock(text: string): Clock | undefined {
  const words = text.trim().split(/\s+/u).map((part): Word | undefined => {
    const [name = '', number] = part.split(':');
    const word = WORDS.find((one) => one === name);
    if (word === undefined || (word === 'end-of-day') !== (number === undefined)) return undefined;
    const count = number === undefined ? 0 : /^\d{1,4}$/u.test(number) ? Number(number) : Number.NaN;
    return Number.isNaN(count) || count > MOST || (word === 'before-day' && (count < 1 || count > 28)) ? undefined : { word, count };
  });
  return words.every((one) => one !== undefined) ? words : undefined;
}

/**
 * The last moment that is in time, in Vietnam's clock. A day without an hour counts from its beginning where hours are counted: early, never late.
 * @param from yyyyMMdd or yyyyMMddHHmm, Vietnamese time
 * @param isDayOff undefined: the holidays of that year are not known, then only weekends count as off
 * @returns ISO 8601 with +07:00; null when `from` is no day, or the clock has no word
 */
export function dueBy(clock: Clock, from: string, isDayOff: (day: Day) => boolean | undefined): string | null {
  const day = from.slice(0, 8);
  if (!isDay(day) || clock.length === 0) return null;
  const ends = clock.map(({ word, count }) => {
    switch (word) {
      case 'hours': return hoursAfter(from, count);
      case 'days': return endOf(addDays(day, count));
      case 'working-days': return endOf(workingDay(day, count, isDayOff));
      case 'before-day': return endOf(addDays(nextMonth(day, count), -1));
      case 'end-of-day': return endOf(day);
    }
  });
  return ends.reduce((earliest, one) => (one < earliest ? one : earliest));
}

function workingDay(from: Day, count: number, isDayOff: (day: Day) => boolean | undefined): Day {
  let day = from;
  for (let left = count; left > 0;) {
    day = addDays(day, 1);
    if (!(isDayOff(day) ?? isWeekend(day))) left -= 1;
  }
  return day;
}

function nextMonth(day: Day, date: number): Day {
  const month = Number(day.slice(4, 6));
  const year = Number(day.slice(0, 4)) + (month === 12 ? 1 : 0);
  return `${year}${String((month % 12) + 1).padStart(2, '0')}${String(date).padStart(2, '0')}`;
}

const endOf = (day: Day): string => `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T23:59:59+07:00`;

function hoursAfter(from: string, hours: number): string {
  const clock = /^\d{8}([01]\d|2[0-3])([0-5]\d)/u.exec(from);
  const start = Date.parse(`${from.slice(0, 4)}-${from.slice(4, 6)}-${from.slice(6, 8)}T${clock?.[1] ?? '00'}:${clock?.[2] ?? '00'}:00Z`);
  return `${new Date(start + hours * 3_600_000).toISOString().slice(0, 19)}+07:00`;
}
