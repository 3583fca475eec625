const DATE = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/;
const MOMENT = /^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))$/;
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?$/;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Year, month or day that the calendar has: no 30th of February. */
export function isDate(text: string): boolean {
  const found = DATE.exec(text);
  return found !== null && inCalendar(Number(found[1]), found[2], found[3]);
}

/** Day and time to the second at least, with a zone. */
export function isInstant(text: string): boolean {
  const found = MOMENT.exec(text);
  return found !== null && inCalendar(Number(found[1]), found[2], found[3]);
}

export function isDateTime(text: string): boolean {
  return text.length > 10 ? isInstant(text) : isDate(text);
}

export function isTime(text: string): boolean {
  return TIME.test(text);
}

function inCalendar(year: number, month: string | undefined, day: string | undefined): boolean {
  if (year === 0) return false;
  if (month === undefined) return true;
  const days = DAYS[Number(month) - 1];
  if (days === undefined) return false;
  if (day === undefined) return true;
  const leap = month === '02' && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 1 : 0;
  return Number(day) >= 1 && Number(day) <= days + leap;
}
