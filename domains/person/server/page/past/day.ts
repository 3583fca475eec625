import { z } from 'zod';
import { isDay } from '#platform/catalogue/rules';
import { Fault } from '#platform/fault';
import { PERSON_FAULTS } from '../../faults.ts';

/** Nothing was known of anybody before this day. */
const FIRST = '1900-01-01';

/** A day in a query: YYYY-MM-DD, a real one. */
export const daySchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/).refine((day) => isDay(day.replaceAll('-', '')) && day >= FIRST);

/**
 * The last moment of a day in Vietnam.
 * @param day YYYY-MM-DD
 * @param today yyyyMMdd
 * @throws Fault person.future-day
 */
export function endOfDay(day: string, today: string): Date {
  if (day.replaceAll('-', '') > today) throw new Fault(PERSON_FAULTS.futureDay);
  return new Date(`${day}T23:59:59.999+07:00`);
}
