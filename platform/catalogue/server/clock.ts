import { timeToDay } from '#platform/catalogue/rules';

const VIETNAM = 7 * 3_600_000;

/** Today in Vietnam, yyyyMMdd. */
export function today(): string {
  return timeToDay(Date.now() + VIETNAM);
}
