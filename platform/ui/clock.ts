import { dayInVietnam } from '#platform/time/rules';

/** The one clock of the screens: milliseconds since 1970 UTC. */
export function now(): number {
  return Date.now();
}

/** The day it is in Vietnam, yyyyMMdd. */
export function today(): string {
  return dayInVietnam(now());
}
