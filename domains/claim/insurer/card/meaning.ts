import { z } from 'zod';
import type { Catalogues } from '#platform/catalogue/rules';
import type { Card, CardAnswer } from './look-up.ts';

/**
 * usable, new-card: take in by it; papers: the gateway does not tell, the card and papers do; not-usable; trouble: of our account, a person must mend it;
 * away: the gateway cannot say now, asked again by itself; unknown: a code that the list does not know.
 */
export const MEANINGS = ['usable', 'new-card', 'papers', 'not-usable', 'trouble', 'away', 'unknown'] as const;
export type Meaning = (typeof MEANINGS)[number];

export interface CardReading {
  readonly meaning: Meaning;
  /** maKetQua; null when there was no answer. */
  readonly code: string | null;
  /** Vietnamese: what it is, and what to do now. */
  readonly text: string;
  readonly todo: string;
  /** As the gateway put it. */
  readonly note: string;
  readonly card: Card | null;
  /** Key of the article by which the patient is taken in all the same; null where none is needed. */
  readonly basis: string | null;
  /** The card is to be checked later. */
  readonly later: boolean;
}

/** Key of the article: the gateway is down, the patient is taken in and the card checked later. */
export const ADMIT = 'ND188.2025.D38';
const TAKE_IN = 'Cứ tiếp nhận người bệnh; thẻ được tra lại tự động khi cổng hoạt động.';
const meaning = z.enum(MEANINGS);

/** What an answer means by the dated list CARD_LOOKUP_maKetQua. @param today yyyyMMdd */
export function readingOf(answer: CardAnswer, catalogues: Pick<Catalogues, 'find'>, today: string): CardReading {
  if (answer.outcome === 'unreachable') return { meaning: 'away', code: null, text: 'Cổng giám định không trả lời.', todo: TAKE_IN, note: answer.why, card: null, basis: ADMIT, later: true };
  if (answer.outcome !== 'answered') return { meaning: 'trouble', code: null, text: 'Cơ sở chưa tra cứu được ở cổng giám định.', todo: TAKE_IN, note: answer.why, card: null, basis: ADMIT, later: true };
  const { code, note, card } = answer;
  const entry = catalogues.find('CARD_LOOKUP_maKetQua', code, today);
  const known = meaning.safeParse(entry?.attributes['meaning']);
  if (entry === undefined || !known.success) return { meaning: 'unknown', code, text: `Cổng trả mã ${code}, danh mục chưa có mã này.`, todo: 'Đọc lời cổng trả về; chưa rõ thì tiếp nhận người bệnh và hỏi cơ quan BHXH.', note, card, basis: null, later: false };
  const away = known.data === 'away';
  return { meaning: known.data, code, text: `${entry.display}.`, todo: entry.attributes['todo'] ?? '', note, card, basis: away || known.data === 'trouble' ? ADMIT : null, later: away };
}
