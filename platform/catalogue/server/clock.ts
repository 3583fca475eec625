import { dayInVietnam } from '#platform/time/rules';

/** Today in Vietnam, yyyyMMdd. */
export function today(): string {
  return dayInVietnam(Date.now());
}
