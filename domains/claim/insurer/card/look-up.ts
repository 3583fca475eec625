import { z } from 'zod';
import { parseAnswer } from '#platform/exchange/server';
import type { CallAnswer } from '#platform/exchange/server';
import { isDay } from '#platform/catalogue/rules';
import type { Gateway } from '../gateway.ts';
import type { Passes } from '../token.ts';
import { askGateway, misshapen, noise } from './ask.ts';
import type { NoAnswer } from './ask.ts';

export interface CardQuestion {
  /** Card (15 signs), insurance number (10 figures) or citizen number (12). */
  readonly number: string;
  readonly name: string;
  /** yyyyMMdd */
  readonly born: string;
}

/** Days are yyyyMMdd, null where the gateway says none. */
export interface Card {
  readonly number: string;
  readonly name: string;
  readonly born: string | null;
  readonly sex: string;
  readonly registeredAt: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly fiveYearsFrom: string | null;
  readonly area: string;
  readonly insuranceNumber: string;
  /** A card that was given in its place. */
  readonly next: { readonly number: string; readonly from: string | null; readonly to: string | null; readonly registeredAt: string } | null;
}

export type CardAnswer = { readonly outcome: 'answered'; readonly code: string; /** What the gateway says beside it. */ readonly note: string; readonly card: Card | null } | NoAnswer;

const text = z.string().nullish().transform((value) => (value ?? '').trim().slice(0, 300));
const day = text.transform(dayOf);
const shape = z.object({ maKetQua: z.coerce.string().min(1).max(10), ghiChu: z.string().nullish().transform((value) => (value ?? '').slice(0, 1000)) });
const found = z.object({
  maThe: text, hoTen: text, ngaySinh: day, gioiTinh: text, maDKBD: text, gtTheTu: day, gtTheDen: day, ngayDu5Nam: day, maKV: text, maSoBHXH: text,
  maTheMoi: text, gtTheTuMoi: day, gtTheDenMoi: day, maDKBDMoi: text,
});

/** Asks about one card. The history of visits that comes along is left where it is: nobody here needs it to take a patient in. Source: apis.md 5.1. */
export async function lookUpCard(gateway: Gateway, passes: Passes, facility: string, question: CardQuestion, signal: AbortSignal): Promise<CardAnswer> {
  const answer = await askGateway(passes, facility, ({ accessToken, tokenId, username, passwordHash, staff }) => ({
    url: `${gateway.baseUrl}/api/egw/KQNhanLichSuKCB2024?${new URLSearchParams({ token: accessToken, id_token: tokenId, username, password: passwordHash }).toString()}`,
    headers: {},
    body: JSON.stringify({ maThe: question.number, hoTen: question.name, ngaySinh: written(question.born), hoTenCb: staff?.name ?? '', cccdCb: staff?.number ?? '' }),
  }), isDenied, signal);
  return 'outcome' in answer ? answer : readCard(answer);
}

const isDenied = ({ status, body }: CallAnswer): boolean => status === 401 || shape.safeParse(parseAnswer(body)).data?.maKetQua === '401';

export function readCard(answer: CallAnswer): CardAnswer {
  const trouble = noise(answer);
  if (trouble) return trouble;
  const value = parseAnswer(answer.body);
  const read = shape.safeParse(value);
  if (!read.success) return misshapen(answer.status);
  const said = found.safeParse(value);
  return { outcome: 'answered', code: read.data.maKetQua, note: read.data.ghiChu, card: said.success && said.data.maThe !== '' ? cardOf(said.data) : null };
}

function cardOf(said: z.output<typeof found>): Card {
  return {
    number: said.maThe, name: said.hoTen, born: said.ngaySinh, sex: said.gioiTinh, registeredAt: said.maDKBD, from: said.gtTheTu, to: said.gtTheDen, fiveYearsFrom: said.ngayDu5Nam, area: said.maKV,
    insuranceNumber: said.maSoBHXH, next: said.maTheMoi === '' || said.maTheMoi === said.maThe ? null : { number: said.maTheMoi, from: said.gtTheTuMoi, to: said.gtTheDenMoi, registeredAt: said.maDKBDMoi },
  };
}

/** yyyyMMdd → dd/MM/yyyy */
export const written = (born: string): string => `${born.slice(6, 8)}/${born.slice(4, 6)}/${born.slice(0, 4)}`;

/** dd/MM/yyyy → yyyyMMdd; null when it is no day. */
export function dayOf(value: string): string | null {
  const [, d = '', m = '', y = ''] = /^(\d{2})\/(\d{2})\/(\d{4})$/u.exec(value) ?? [];
  return isDay(`${y}${m}${d}`) ? `${y}${m}${d}` : null;
}
