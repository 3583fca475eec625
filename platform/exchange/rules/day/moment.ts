import { isDay } from '#platform/catalogue/rules';

/** `20/11/2026 08:30[:15]`, `20261120083015`, ISO. @returns null: nothing there; undefined: no moment */
export function momentOf(text: string): string | null | undefined {
  if (text === '') return null;
  const ours = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/u.exec(text);
  const iso = /^(\d{4})-?(\d{2})-?(\d{2})(?:[ T]*(\d{2}):?(\d{2})(?::?(\d{2}))?(?:\.\d+)?(?:Z|\+07:00)?)?$/u.exec(text);
  if (iso !== null && text.endsWith('Z')) return new Date(Date.parse(text)).toISOString();
  const [year, month, date] = ours ? [ours[3], ours[2], ours[1]] : [iso?.[1], iso?.[2], iso?.[3]];
  if (year === undefined || month === undefined || date === undefined) return undefined;
  const found = ours ?? iso;
  const [hour = '00', minute = '00', second = '00'] = [found?.[4], found?.[5], found?.[6]];
  const day = `${year}${month.padStart(2, '0')}${date.padStart(2, '0')}`;
  if (!isDay(day) || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  return `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T${hour.padStart(2, '0')}:${minute}:${second}+07:00`;
}

/** The day of such a moment, yyyy-MM-dd. */
export function dayOf(text: string): string | null | undefined {
  const moment = momentOf(text);
  return typeof moment === 'string' ? moment.slice(0, 10) : moment;
}
