import { z } from 'zod';
import { parseAnswer } from '#platform/exchange/server';
import type { CallAnswer } from '#platform/exchange/server';
import type { Gateway } from '../gateway.ts';
import type { Passes } from '../token.ts';
import { askGateway, misshapen, noise } from './ask.ts';
import type { NoAnswer } from './ask.ts';
import { dayOf } from './look-up.ts';

/** One visit whose co-payment counts. Money in đồng, as the gateway writes it; days yyyyMMdd. */
export interface Counted { readonly facility: string; readonly from: string | null; readonly to: string | null; readonly own: number; readonly sum: number }

export type Copayment =
  | { readonly outcome: 'found'; readonly total: number; readonly visits: readonly Counted[]; readonly cardUntil: string | null }
  /** 204: nothing was paid so far. */
  | { readonly outcome: 'none' }
  /** 400, a blocked account, and codes that are not known: as it came. */
  | { readonly outcome: 'refused'; readonly code: string; readonly note: string }
  | NoAnswer;

const text = z.string().nullish().transform((value) => (value ?? '').trim());
const money = z.union([z.number(), z.string().trim().regex(/^\d+(\.\d+)?$/u).transform(Number)]);
const shape = z.object({
  MaKetQua: z.coerce.string().min(1).max(10), GhiChu: z.string().nullish().transform((value) => (value ?? '').slice(0, 300)),
  DataCCT: z.array(z.object({ maCskcb: text, ngayVao: text, ngayRa: text, tBNCCTMCCT: money, tBNCCTLuyKe: money })).nullish(),
  ThongTinSoThe: z.object({ ngayKetThuc: text }).nullish(),
});

/**
 * What an insured person has paid himself this year. `MaKetQua` counts, not the HTTP status; 401 comes without a body. Source: apis.md 6.
 * @param born yyyyMMdd | yyyyMM | yyyy
 */
export async function lookUpCopayment(gateway: Gateway, passes: Passes, facility: string, question: { readonly number: string; readonly name: string; readonly born: string }, signal: AbortSignal): Promise<Copayment> {
  const born = [question.born.slice(6, 8), question.born.slice(4, 6), question.born.slice(0, 4)].filter((part) => part !== '').join('/');
  const answer = await askGateway(passes, facility, ({ accessToken, tokenId, username, passwordHash }) => ({
    url: `${gateway.baseUrl}/api/TraCuuCCT/TraCuuTienMCCT`, headers: { accessToken, tokenId, passwordHash },
    body: JSON.stringify({ username, maThe: question.number, hoTen: question.name, ngaySinh: born }),
  }), ({ status }) => status === 401, signal);
  return 'outcome' in answer ? answer : readCopayment(answer);
}

export function readCopayment(answer: CallAnswer): Copayment {
  const trouble = noise(answer);
  if (trouble) return trouble;
  const read = shape.safeParse(parseAnswer(answer.body));
  if (!read.success) return misshapen(answer.status);
  const { MaKetQua: code, GhiChu: note, DataCCT, ThongTinSoThe } = read.data;
  if (code === '204') return { outcome: 'none' };
  if (code === '500') return isBlocked(note) ? { outcome: 'refused', code, note } : { outcome: 'unreachable', why: `Cổng báo lỗi hệ thống: ${code} – ${note}.` };
  if (code !== '200') return { outcome: 'refused', code, note };
  const visits = (DataCCT ?? []).map((one): Counted => ({ facility: one.maCskcb, from: dayOf(one.ngayVao), to: dayOf(one.ngayRa), own: one.tBNCCTMCCT, sum: one.tBNCCTLuyKe }));
  // The latest discharge comes first and holds the sum so far; the largest is taken, in case the order is another.
  return { outcome: 'found', total: visits.reduce((most, { sum }) => Math.max(most, sum), 0), visits, cardUntil: dayOf(ThongTinSoThe?.ngayKetThuc ?? '') };
}

/** 500 says a blocked account or an error of the system; only the words tell which. Accents are written either way (khoá, khóa). */
function isBlocked(note: string): boolean {
  return /khoa|chan/u.test(note.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase());
}
