import { z } from 'zod';
import { exemptionLimit, exemptionStanding, formatMoney } from '#domains/claim/rules';
import type { Standing } from '#domains/claim/rules';
import type { Catalogues } from '#platform/catalogue/rules';
import type { Copayment, Counted } from './copayment.ts';

/** found, none: the gateway has told; refused: the question must be mended; trouble: of the facility's account; away: asked again later; unknown: a code that the list does not know. */
export const ANSWERS = ['found', 'none', 'refused', 'trouble', 'away', 'unknown'] as const;
const answers = z.enum(ANSWERS);

/** Whether somebody is exempt from co-payment on a day. Amounts are decimals in đồng. */
export interface Exemption {
  readonly on: string;
  readonly standing: Standing;
  readonly paid: string;
  readonly threshold: string;
  readonly missing: string;
  readonly salary: string;
  readonly months: string;
  readonly mustExceed: boolean;
  readonly fiveYearsFrom: string | null;
  /** Key of the article. */
  readonly basis: string;
}

export interface CopaymentReading {
  readonly answer: (typeof ANSWERS)[number];
  /** MaKetQua; null when there was no answer. */
  readonly code: string | null;
  /** Vietnamese: what it is, and what to do now. */
  readonly text: string;
  readonly todo: string;
  /** As the gateway put it. */
  readonly note: string;
  /** null while the gateway has not told, or the rows of the law are missing. */
  readonly exemption: Exemption | null;
  readonly visits: readonly Counted[];
  readonly cardUntil: string | null;
}

const BASIS = 'LUATBHYT.2008';
const LATER = 'Tra lại sau ít phút. Chưa có kết quả thì chưa ghi ngày miễn cùng chi trả (NGAY_MIEN_CCT).';

/**
 * What an answer means on a day: codes by the dated list COPAY_LOOKUP_MaKetQua, the limit by the parameters of that day.
 * @param fiveYearsFrom ngayDu5Nam of the card, yyyyMMdd; null when it was not told
 */
export function copaymentReading(found: Copayment, catalogues: Pick<Catalogues, 'find' | 'parameter'>, today: string, fiveYearsFrom: string | null): CopaymentReading {
  const silent = { exemption: null, visits: [], cardUntil: null };
  if ('why' in found) {
    return found.outcome === 'unreachable'
      ? { answer: 'away', code: null, text: 'Cổng giám định không trả lời.', todo: LATER, note: found.why, ...silent }
      : { answer: 'trouble', code: null, text: 'Cơ sở chưa tra cứu được ở cổng giám định.', todo: 'Nhờ người quản trị kiểm tra tài khoản cổng của cơ sở, rồi tra lại.', note: found.why, ...silent };
  }
  const code = found.outcome === 'coded' ? found.code : found.outcome === 'found' ? '200' : '204';
  const entry = catalogues.find('COPAY_LOOKUP_MaKetQua', code, today);
  const known = answers.safeParse(entry?.attributes['meaning']);
  const note = found.outcome === 'found' ? '' : found.note;
  const told = { code: code.slice(0, 3), note, text: entry === undefined ? `Cổng trả mã ${code}, danh mục chưa có mã này.` : `${entry.display}.`, todo: entry?.attributes['todo'] ?? 'Đọc lời cổng trả về; chưa rõ thì hỏi cơ quan BHXH. Chưa có kết quả thì chưa ghi ngày miễn cùng chi trả (NGAY_MIEN_CCT).' };
  if (found.outcome === 'coded') return { answer: known.success ? known.data : 'unknown', ...told, ...silent };
  const visits = found.outcome === 'found' ? found.visits.filter((visit) => visit.to === null || visit.to.startsWith(today.slice(0, 4))) : [];
  return { answer: found.outcome, ...told, exemption: exemptionOn(visits, catalogues, today, fiveYearsFrom), visits, cardUntil: found.outcome === 'found' ? found.cardUntil : null };
}

/** The latest discharge comes first and holds the sum so far; the largest is taken, in case the order is another. Visits are those of the year: the sum begins anew each January. */
function exemptionOn(visits: readonly Counted[], catalogues: Pick<Catalogues, 'parameter'>, on: string, fiveYearsFrom: string | null): Exemption | null {
  const limit = exemptionLimit(catalogues, on);
  if (limit === undefined) return null;
  const paid = visits.reduce((most, { sum }) => (sum > most ? sum : most), 0n);
  const { standing, missing } = exemptionStanding(limit, paid, fiveYearsFrom, on);
  return {
    on, standing, paid: formatMoney(paid), threshold: formatMoney(limit.threshold), missing: formatMoney(missing), salary: formatMoney(limit.salary), months: String(limit.months), mustExceed: limit.mustExceed,
    fiveYearsFrom, basis: BASIS,
  };
}
