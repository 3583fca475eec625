/** A moment in Vietnam. @param day yyyyMMdd @param time HH:mm @returns ISO 8601 with its zone; null when it is none */
export function momentAt(day: string, time: string): string | null {
  if (!/^\d{8}$/u.test(day) || !/^([01]\d|2[0-3]):[0-5]\d$/u.test(time)) return null;
  const iso = `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T${time}:00+07:00`;
  return Number.isNaN(Date.parse(iso)) ? null : iso;
}
