import { dayToTime, isDay } from '#platform/catalogue/rules';
import { dayInVietnam, momentInVietnam } from '#platform/time/rules';

/** `20260115` → `15/01/2026`; what is no day comes back as written. */
export function formatDay(day: string): string {
  if (!/^\d{8}$/.test(day)) return day;
  return `${day.slice(6, 8)}/${day.slice(4, 6)}/${day.slice(0, 4)}`;
}

/**
 * A moment for people, 24 hours, UTC+7: `15/01/2026 08:30`. Takes ISO 8601 with offset, `yyyyMMddHHmm` and `yyyyMMdd` as the dossier writes them.
 * What is none of these comes back as written.
 */
export function formatMoment(moment: string): string {
  if (/^\d{12}$/.test(moment)) return `${formatDay(moment.slice(0, 8))} ${moment.slice(8, 10)}:${moment.slice(10, 12)}`;
  if (/^\d{8}$/.test(moment)) return formatDay(moment);
  const time = /^\d{4}-\d{2}-\d{2}T/.test(moment) ? Date.parse(moment) : Number.NaN;
  if (Number.isNaN(time)) return /^\d{4}-\d{2}-\d{2}$/.test(moment) ? formatDay(moment.replaceAll('-', '')) : moment;
  return formatMoment(momentInVietnam(time).slice(0, 12));
}

/** The day of any of the forms that formatMoment reads, yyyyMMdd; '' when there is none. */
export function dayOf(moment: string): string {
  if (/^\d{8,}$/.test(moment)) return moment.slice(0, 8);
  const time = /^\d{4}-\d{2}-\d{2}/.test(moment) ? Date.parse(moment.length === 10 ? `${moment}T00:00:00+07:00` : moment) : Number.NaN;
  return Number.isNaN(time) ? '' : dayInVietnam(time);
}

/** What a person typed as a day: `5/1/2026`, `05012026`, `05-01-2026`, `2026-01-05` → `20260105`; null when it is no calendar day. */
export function parseDay(text: string): string | null {
  const plain = text.trim();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(plain);
  const ours = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/.exec(plain) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(plain);
  const [year, month, date] = iso ? [iso[1], iso[2], iso[3]] : [ours?.[3], ours?.[2], ours?.[1]];
  if (year === undefined || month === undefined || date === undefined) return null;
  const day = `${year}${month.padStart(2, '0')}${date.padStart(2, '0')}`;
  return isDay(day) ? day : null;
}

/**
 * A birthday as the dossier writes it: `19850312`, `198503120000`, with 00 for what is unknown (`19850000`), or the year alone.
 * @returns `12/03/1985`, `03/1985` or `1985`
 */
export function formatBorn(born: string): string {
  const digits = born.includes('-') ? born.slice(0, 10).replaceAll('-', '') : born;
  if (!/^\d{4,}$/.test(digits)) return born;
  const [year, month, date] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6, 8)];
  if (month === '' || month === '00') return year;
  return date === '' || date === '00' ? `${month}/${year}` : `${date}/${month}/${year}`;
}

/**
 * A birth with its hour where it is known: `01/09/2026 15:34`. An hour of 0000 is one that nobody knows (QĐ 130, NGAY_SINH), so that birth
 * is a day, or less. What is neither comes back as written.
 */
export function formatBirth(born: string): string {
  if (!/^\d{8}(\d{4})?$/.test(born)) return born;
  return born.length === 8 || born.endsWith('0000') ? formatBorn(born.slice(0, 8)) : formatMoment(born);
}

/** Age on a day: in months under six years, as the growth charts count; years otherwise. Null when the birthday cannot be read or lies later. */
export function ageOn(born: string, on: string): { readonly count: number; readonly unit: 'month' | 'year' } | null {
  const digits = born.replaceAll('-', '');
  if (!/^\d{4,}$/.test(digits) || Number.isNaN(dayToTime(on))) return null;
  const part = (from: number, otherwise: number) => Number(digits.slice(from, from + 2)) || otherwise;
  const [month, date] = [part(4, 0), part(6, 0)];
  // Only the year is known: no birthday can be counted.
  const months = (Number(on.slice(0, 4)) - Number(digits.slice(0, 4))) * 12
    + (month === 0 ? 0 : Number(on.slice(4, 6)) - month - (date > Number(on.slice(6, 8)) ? 1 : 0));
  if (months < 0) return null;
  return months < 72 && month !== 0 ? { count: months, unit: 'month' } : { count: Math.floor(months / 12), unit: 'year' };
}
