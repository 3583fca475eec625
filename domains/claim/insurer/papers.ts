import { z } from 'zod';
import { paperOf } from '#domains/papers/rules';
import type { PaperKind } from '#domains/papers/rules';
import { call, lostAt, parseAnswer } from '#platform/exchange/server';
import type { CallAnswer, Outgoing, SendResult } from '#platform/exchange/server';
import { AFTER_LOSS, momentOf } from './answer.ts';
import type { Gateway } from './gateway.ts';
import type { Pass } from './token.ts';

export const isPaper = (kind: string): boolean => paperOf(kind) !== undefined;

/** What a code of the gateway means, and what is to be done; undefined: the list does not know it. */
export type PaperWords = (code: string) => { readonly meaning: string; readonly text: string; readonly todo: string } | undefined;

/** Services of letter 3220/BHXH-CNTT. Unlike dossiers they take the session in the body. */
const PATHS: Readonly<Record<PaperKind, string>> = {
  'paper': '/api/chungtugw/GuiHoSoChungTu2025', 'death-notice': '/api/hososuckhoe/guiGiayToDienTu', 'birth-notice': '/api/hososuckhoe/guiGiayToDienTu',
};

/** @param message of a kind that `isPaper` */
export function submitPaper(gateway: Gateway, pass: Pass, message: Outgoing, payload: Uint8Array, signal: AbortSignal): Promise<CallAnswer> {
  const paper = paperOf(message.kind);
  if (paper === undefined) throw new Error(`${message.kind} is no paper`);
  const body = new URLSearchParams({
    maCskcb: message.facility, token: pass.accessToken, id_token: pass.tokenId, username: pass.username, password: pass.passwordHash, loaiHs: paper.loaiHs, fileBase64Str: Buffer.from(payload).toString('base64'),
  }).toString();
  return call('POST', `${gateway.baseUrl}${PATHS[paper.kind]}`, { 'content-type': 'application/x-www-form-urlencoded' }, body, signal);
}

/** Of codes that no row says anything of; every other is a no, as for dossiers. */
const MEANINGS: Readonly<Record<string, string>> = { 200: 'received', 401: 'session', 500: 'unknown' };
const shape = z.object({ MaKetQua: z.coerce.string(), MaGD: z.coerce.string().nullish(), ThoiGianTiepNhan: z.coerce.string().nullish() });

const lost = (what: string): SendResult => lostAt({ afterLoss: AFTER_LOSS }, what);
const meaningOf = (code: string, wordsOf: PaperWords): string | undefined => wordsOf(code)?.meaning ?? MEANINGS[code];

/** The gateway took neither the session nor therefore the paper. */
export const isPaperDenied = (wordsOf: PaperWords) => ({ status, body }: CallAnswer): boolean => {
  const code = shape.safeParse(parseAnswer(body)).data?.MaKetQua;
  return status === 401 || (code !== undefined && meaningOf(code, wordsOf) === 'session');
};

/** What an answer to a paper means: only a clear yes or no is one. Codes by the dated list PAPER_maKetQua. */
export function readPaperAnswer({ status, body }: CallAnswer, wordsOf: PaperWords): SendResult {
  if (body.trim() === '') return lost(`Cổng trả lời rỗng (HTTP ${status}).`);
  if (/^\s*</.test(body)) return lost(`Cổng trả về trang HTML thay cho kết quả (HTTP ${status}).`);
  const read = shape.safeParse(parseAnswer(body));
  if (!read.success) return lost(`Cổng trả lời không đúng mẫu (HTTP ${status}).`);
  const { MaKetQua, MaGD, ThoiGianTiepNhan } = read.data;
  const code = MaKetQua.slice(0, 10);
  const words = wordsOf(code);
  const said = words === undefined ? code : `${code} – ${words.text}`;
  switch (meaningOf(code, wordsOf)) {
    case 'received':
      if (!MaGD) return lost('Cổng báo thành công nhưng không có mã giao dịch.');
      return { outcome: 'received', receipt: MaGD, receivedAt: momentOf(ThoiGianTiepNhan ?? ''), answer: said };
    case 'unknown': return lost(`Cổng báo lỗi hệ thống: ${said}.`);
    default: return { outcome: 'refused', answer: [`Cổng từ chối: ${said}.`, words?.todo ?? ''].join(' ').trim() };
  }
}
