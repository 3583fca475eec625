import type { Catalogues } from '#platform/catalogue/rules';
import { addDays, dayToTime } from '#platform/catalogue/rules';
import { text, type Dossier, type Row } from '../model/index.ts';
import { parsePercent } from '../money/index.ts';

/** One card of XML1: the four parallel lists taken apart. */
export interface Card {
  readonly code: string;
  readonly registeredAt: string;
  readonly from: string;
  /** '' : open (cards of the ministries of defence and public security). */
  readonly to: string;
}

/** What a visit says about who pays, before any line is looked at. */
export interface Visit {
  readonly summary: Row;
  readonly cards: readonly Card[];
  /** MA_DOITUONG_KCB. */
  readonly route: string;
  /** Not insured: no card, or route code 9. */
  readonly uninsured: boolean;
  readonly admitted: string;
  readonly discharged: string;
  /** yyyyMMdd from which co-payment is waived, to 31/12 of that year; '' none. */
  readonly exemptFrom: string;
}

const NONE: readonly string[] = [];

/** Items of a `;` list; an empty field has none. */
export function items(value: string | undefined): readonly string[] {
  const trimmed = value === undefined || value === '' ? '' : value.trim();
  if (trimmed === '') return NONE;
  return !trimmed.includes(';') ? [trimmed] : trimmed.split(';').map((item) => item.trim());
}

export function cardsOf(summary: Row): readonly Card[] {
  const registered = items(summary['MA_DKBD']);
  const from = items(summary['GT_THE_TU']);
  const to = items(summary['GT_THE_DEN']);
  return items(summary['MA_THE_BHYT']).map((code, at) => ({
    code,
    registeredAt: registered[at] ?? '',
    from: from[at] ?? '',
    to: to[at] ?? '',
  }));
}

const known = new WeakMap<Row, Visit>();

/** Undefined when the dossier has no XML1 row. Taken apart once, however many rules ask. */
export function visitOf(dossier: Dossier): Visit | undefined {
  const summary = dossier.tables.get('XML1')?.rows[0];
  if (!summary) return undefined;
  let visit = known.get(summary);
  if (!visit) known.set(summary, (visit = readVisit(summary)));
  return visit;
}

function readVisit(summary: Row): Visit {
  const cards = cardsOf(summary);
  const route = text(summary, 'MA_DOITUONG_KCB');
  return {
    summary,
    cards,
    route,
    uninsured: cards.length === 0 || route === '9',
    admitted: text(summary, 'NGAY_VAO').slice(0, 8),
    discharged: text(summary, 'NGAY_RA').slice(0, 8),
    exemptFrom: text(summary, 'NGAY_MIEN_CCT').slice(0, 8),
  };
}

/** Inpatient for the route rates. `either`: a day or short stay, where both rates are argued for. */
export function settingOf(visitType: string): 'inpatient' | 'outpatient' | 'either' {
  if (visitType === '03' || visitType === '09') return 'inpatient';
  return visitType === '04' || visitType === '06' ? 'either' : 'outpatient';
}

export interface CardLevel {
  readonly card: Card;
  /** Hundredths of a percent. */
  readonly level: bigint;
}

/** The level of a card on a day, from its third character and the transition rules of the card list; undefined when a list is missing. */
export function levelOfCard(card: Card, on: string, catalogues: Catalogues): bigint | undefined {
  const printed = card.code.charAt(2);
  const object = catalogues.find('CARD_OBJECT', card.code.slice(0, 2), on);
  const allowed = object?.attributes['digits']?.split(';') ?? [];
  // NQ 261/2025: a card still printed CN3 or LH4 counts as its new level; the list says so by allowing both digits.
  const digit = allowed.includes(printed) ? object?.attributes['benefit'] || printed : printed;
  const percent = catalogues.find('CARD_BENEFIT', digit, on)?.attributes['percent'];
  return percent === undefined ? undefined : parsePercent(percent);
}

/**
 * The cards that count on a day. A card that ran out during the stay counts on, `graceDays` at most (NĐ 188/2025, Điều 50).
 * Without a readable day every card counts.
 */
export function cardsOn(visit: Visit, day: string, graceDays: number): readonly Card[] {
  if (!/^\d{8}$/.test(day)) return visit.cards;
  const valid = visit.cards.filter((card) => card.from <= day && (card.to === '' || day <= card.to));
  if (valid.length > 0) return valid;
  return visit.cards.filter((card) => card.from <= day && card.to >= visit.admitted && !Number.isNaN(dayToTime(card.to)) && day <= addDays(card.to, graceDays));
}
