import { addDays, isDay } from '#platform/catalogue/rules';
import type { Catalogues } from '#platform/catalogue/rules';
import type { MessageKind } from './message.ts';

/** Dated parameter with the working days that a kind of message has. */
const PARAMETER: Readonly<Record<MessageKind, string>> = { dossier: 'claim-send-days', 'check-in': 'check-in-send-days' };

/**
 * The last moment by which a message must have arrived: the end of the n-th working day after the event, Vietnamese time.
 * Where the holidays of a year are not known, only weekends count as off: the deadline is then early, never late.
 * Source: TT 48/2017/TT-BYT (parameter `claim-send-days`).
 * @param from yyyyMMdd or yyyyMMddHHmm
 * @returns ISO 8601; null when the day is unreadable or no parameter says anything
 */
export function dueAfter(catalogues: Catalogues, kind: MessageKind, from: string): string | null {
  let day = from.slice(0, 8);
  const days = Number(isDay(day) ? catalogues.parameter(PARAMETER[kind], day) : Number.NaN);
  if (!Number.isInteger(days) || days < 0) return null;
  for (let left = days; left > 0;) {
    day = addDays(day, 1);
    if (catalogues.isDayOff(day) !== true) left -= 1;
  }
  return `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T23:59:59+07:00`;
}
