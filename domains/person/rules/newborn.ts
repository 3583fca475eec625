import { daysBetween, fold, isDay } from '#platform/catalogue/rules';

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
  /** As written, when known: a child without a name of its own is named after a parent. */
  readonly name?: string;
}

/** Con bà, con ông, con chị, con sản phụ, CB, bé trai, bé gái, sơ sinh: with or without signs, a parent's name after it. */
const AFTER_PARENT = /^(?:(?:con|chau)\s+(?:cua\s+)?(?:ba|ong|chi|sp|san phu|me)|cb|be (?:trai|gai)|so sinh|tre so sinh)(?:[\s.:]|$)/;

/** Whether a name is no name of its own, but says whose child it is. */
export function isNamedAfterParent(name: string): boolean {
  return AFTER_PARENT.test(fold(name));
}

/**
 * A newborn often comes under a parent's name, citizen number or card: nothing that it brings may join it to a person.
 * Newborn is who is not older than `days`, or comes in the newborn's category, or with a child's card in the year of birth,
 * or is called by a parent's name ('con bà …').
 */
export function isNewborn(arrival: Arrival): boolean {
  const { born, on } = arrival;
  if (arrival.category === arrival.newbornCategory || (arrival.name !== undefined && isNamedAfterParent(arrival.name))) return true;
  if (isDay(born) && isDay(on)) {
    const age = daysBetween(born, on);
    return age >= 0 && age <= arrival.days;
  }
  return arrival.cards.some((card) => card.startsWith('TE1')) && born !== '' && on.startsWith(born.slice(0, 4));
}
