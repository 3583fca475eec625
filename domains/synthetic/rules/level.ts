import type { Card } from './people.ts';
import type { Draft } from './draft.ts';

const CARD_PERCENT: Record<string, number> = { '1': 100, '2': 100, '3': 95, '4': 80, '5': 100 };
/** Share of the card's level for the categories this province uses (QĐ 3276/2025, from 01/07/2026); others: 100. */
const ROUTE_PERCENT: Record<string, number> = { '1.13': 50, '1.14': 50, '1.18': 50 };
/** 15 % of the base salary in force from 01/07/2026 (2.530.000 đ), in hundredths. */
const SMALL_COST = 37_950_000n;

/** MUC_HUONG of a line ordered at `moment`, as text. `insuredTotal`: Σ THANH_TIEN_BH of the visit in hundredths. */
export function levelOf(draft: Draft, insuredTotal: bigint, moment: string): string {
  const card = cardOn(draft.cards, moment);
  if (!card) return '0';
  if (draft.category === '1.2') return '100';
  const exemptFrom = draft.summary?.['NGAY_MIEN_CCT'];
  if (exemptFrom && exemptFrom.slice(0, 8) <= moment.slice(0, 8)) return '100';
  const route = ROUTE_PERCENT[draft.category] ?? 100;
  if (route === 100 && insuredTotal < SMALL_COST) return '100';
  return String(((CARD_PERCENT[card.digit] ?? 0) * route) / 100);
}

export function cardOn(cards: readonly Card[], moment: string): Card | undefined {
  return cards.findLast((card) => card.from <= moment.slice(0, 8)) ?? cards[0];
}
