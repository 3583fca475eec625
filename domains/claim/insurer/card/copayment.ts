import { z } from 'zod';
import { parseAnswer } from '#platform/exchange/server';
import type { CallAnswer } from '#platform/exchange/server';
import { parseMoney } from '#domains/claim/rules';
import type { Gateway } from '../gateway.ts';
import type { Passes } from '../token.ts';
import { askGateway, misshapen, noise } from './ask.ts';
import type { NoAnswer } from './ask.ts';
import { dayOf } from './look-up.ts';

/** One visit whose co-payment counts: what was paid for it, and with it so far in its year. Hundredths of a đồng; days yyyyMMdd. */
export interface Counted { readonly facility: string; readonly from: string | null; readonly to: string | null; readonly own: bigint; readonly sum: bigint }

export type Copayment =
  | { readonly outcome: 'found'; readonly visits: readonly Counted[]; readonly cardUntil: string | null }
  /** 204: nothing was paid so far. */
  | { readonly outcome: 'none'; readonly note: string }
  /** Every other code, as it came; `500-khoa` for a 500 whose words say that the account is blocked. */
  | { readonly outcome: 'coded'; readonly code: string; readonly note: string }
  | NoAnswer;

const text = z.string().nullish().transform((value) => (value ?? '').trim());
const money = z.union([z.number(), z.string()]).transform((value, context) => {
  const amount = parseMoney(String(value).trim());
  if (amount === undefined || amount < 0n) context.addIssue({ code: 'custom', message: 'no amount' });
  return amount ?? 0n;
});
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
  if (code === '204') return { outcome: 'none', note };
  if (code !== '200') return { outcome: 'coded', code: code === '500' && isBlocked(note) ? BLOCKED : code, note };
  const visits = (DataCCT ?? []).map((one): Counted => ({ facility: one.maCskcb, from: dayOf(one.ngayVao), to: dayOf(one.ngayRa), own: one.tBNCCTMCCT, sum: one.tBNCCTLuyKe }));
  return { outcome: 'found', visits, cardUntil: dayOf(ThongTinSoThe?.ngayKetThuc ?? '') };
}

/** What the list COPAY_LOOKUP_MaKetQua calls a 500 for a blocked account. */
const BLOCKED = '500-khoa';

/** 500 says a blocked account or an error of the system; only the words tell which. Accents are written either way (khoá, khóa) or not at all; an account (tài khoản) alone is none that is blocked. */
function isBlocked(note: string): boolean {
  const plain = note.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd');
  return /\b(?:bi|da|dang|tam|tai khoan) (?:khoa|chan)\b|\b(?:khoa|chan) (?:tai khoan|truy cap)\b/u.test(plain);
}
