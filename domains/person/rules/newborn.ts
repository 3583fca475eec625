import { daysBetween, isDay } from '#platform/catalogue/rules';

export interface Arrival {
  /** yyyy, yyyyMM or yyyyMMdd */
  readonly born: string;
  /** yyyyMMdd of the visit. */
  readonly on: string;
  readonly cards: readonly string[];
  /** MA_DOITUONG_KCB */
  readonly category: string;
  /** Days until which a child counts as newborn (parameter `newborn-days`). */
  readonly days: number;
  /** The category of a newborn without card (1.7). */
  readonly newbornCategory: string;
}

/**
 * A newborn often comes under a parent's name, citizen number or card: nothing that it brings may join it to a person.
 * Newborn is who is not older than `days`, or comes in the newborn's category, or with a child's card in the year of birth.
 */
export function isNewborn(arrival: Arrival): boolean {
  const { born, on } = arrival;
  if (arrival.category === arrival.newbornCategory) return true;
  if (isDay(born) && isDay(on)) {
    const age = daysBetween(born, on);
    return age >= 0 && age <= arrival.days;
  }
  return arrival.cards.some((card) => card.startsWith('TE1')) && born !== '' && on.startsWith(born.slice(0, 4));
}
