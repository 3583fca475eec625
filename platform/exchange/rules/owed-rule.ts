import { isDay } from '#platform/catalogue/rules';
import type { Catalogues, Day } from '#platform/catalogue/rules';
import { momentInVietnam } from '#platform/time/rules';
import { dueBy, readClock } from './clock.ts';

/** List of the catalogue with what is owed for an event, to whom, until when. */
const LIST = 'exchange-rule';

/** What a row of the list says for one event. */
export interface OwedRule {
  /** Key of the article. */
  readonly basis: string;
  /** ISO 8601 with +07:00; null: no deadline can be said. */
  readonly due: string | null;
}

export const ruleCode = (destination: string, kind: string, event: string): string => `${destination}:${kind}:${event}`;

/**
 * Whether something is owed for an event of that day, and until when.
 * @param insured whether the visit is paid by the insurer, in part at least
 * @param from yyyyMMdd or yyyyMMddHHmm of the event; '' or unreadable: the rule of `today`, without a deadline
 * @param today yyyyMMdd, used when the day of the event cannot be read
 * @param assumed whether it is owed where there are no rules at all
 * @returns undefined: nothing is owed
 */
export function owedRule(catalogues: Catalogues, code: string, insured: boolean, from: string, today: Day, assumed = true): OwedRule | undefined {
  const day = isDay(from.slice(0, 8)) ? from.slice(0, 8) : today;
  // Without any rules nobody has said that nothing is owed: silence would lose it.
  if (!catalogues.has(LIST, today)) return assumed ? { basis: '', due: null } : undefined;
  const row = catalogues.find(LIST, code, day);
  if (row === undefined) return undefined;
  const { who, clock = '', basis = '' } = row.attributes;
  if ((who === 'insured' && !insured) || (who === 'uninsured' && insured)) return undefined;
  const read = readClock(clock);
  return { basis, due: read === undefined ? null : dueBy(read, from, (on) => catalogues.isDayOff(on)) };
}

/** What must follow when the receiver has it: `Hồ sơ hiện trên VNeID của người bệnh`, by when, by which article. */
export interface Consequence { readonly what: string; readonly by: string; readonly basis: string }

/**
 * What a receipt brings about by itself, elsewhere: nobody sends it, but it can be looked for.
 * @param receivedAt milliseconds
 * @returns undefined: nothing is said
 */
export function consequenceOf(catalogues: Catalogues, code: string, receivedAt: number): Consequence | undefined {
  const moment = momentInVietnam(receivedAt);
  const { then_what: what = '', then_clock: clock = '', then_basis: basis = '' } = catalogues.find(LIST, code, moment.slice(0, 8))?.attributes ?? {};
  const read = what === '' ? undefined : readClock(clock);
  const by = read === undefined ? null : dueBy(read, moment.slice(0, 12), (on) => catalogues.isDayOff(on));
  return by === null ? undefined : { what, by, basis };
}
