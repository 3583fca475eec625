import { addDays } from '#platform/catalogue/rules';
import type { Random } from './random.ts';

export interface Calendar { isDayOff(day: string): boolean | undefined }

/** `yyyyMMdd` + minutes after midnight → `yyyyMMddHHmm`; minutes may run over midnight. */
export function at(day: string, minutes: number): string {
  const days = Math.floor(minutes / 1440);
  const rest = minutes - days * 1440;
  return `${days === 0 ? day : addDays(day, days)}${String(Math.floor(rest / 60)).padStart(2, '0')}${String(rest % 60).padStart(2, '0')}`;
}

/** The next working day, counting `day` itself. */
export function workingDay(calendar: Calendar, day: string): string {
  let candidate = day;
  while (calendar.isDayOff(candidate) !== false) candidate = addDays(candidate, 1);
  return candidate;
}

/** A moment of reception on a working day: minutes after midnight in office hours. */
export function officeMinute(random: Random): number {
  return random.chance(0.65) ? random.between(7 * 60 + 15, 10 * 60) : random.between(13 * 60 + 30, 15 * 60);
}
