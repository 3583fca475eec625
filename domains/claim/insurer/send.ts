import { call, tryWithin } from '#platform/exchange/server';
import type { CallAnswer, Outgoing, SendResult } from '#platform/exchange/server';
import { AFTER_LOSS, isDenied, readAnswer } from './answer.ts';
import type { Gateway } from './gateway.ts';
import { isPaper, isPaperDenied, readPaperAnswer, submitPaper } from './papers.ts';
import type { PaperWords } from './papers.ts';
import type { Pass, Passes } from './token.ts';

/** Services in force (QĐ 3176; for assessments still QĐ 130) and their loaiHoSo. Source: apis.md 2–4. */
const SERVICES: Readonly<Record<string, { readonly path: string; readonly loaiHoSo: string }>> = {
  'check-in': { path: '/api/qd130/checkInKcbQd3176', loaiHoSo: '0' },
  dossier: { path: '/api/qd130/guiHoSoXmlQD3176', loaiHoSo: '130' },
  assessment: { path: '/api/qd130/guiDuLieuGdykQd130', loaiHoSo: '12' },
};

/** Sends one file in the session of its facility. */
export async function sendFile(gateway: Gateway, passes: Passes, message: Outgoing, payload: Uint8Array, signal: AbortSignal, paperWords: PaperWords): Promise<SendResult> {
  const session = { place: 'cổng giám định', afterLoss: AFTER_LOSS, get: () => passes.get(message.facility, signal), forget: (pass: Pass) => passes.forget(message.facility, pass) };
  if (isPaper(message.kind)) {
    const said = await tryWithin(session, (pass) => submitPaper(gateway, pass, message, payload, signal), isPaperDenied(paperWords), signal);
    return 'outcome' in said ? said : readPaperAnswer(said, paperWords);
  }
  const service = SERVICES[message.kind];
  if (service === undefined) return { outcome: 'refused', answer: 'Cổng giám định không có dịch vụ nhận loại tin này.' };
  const answer = await tryWithin(session, (pass) => submit(gateway, pass, service, message, payload, signal), isDenied, signal);
  return 'outcome' in answer ? answer : readAnswer(answer);
}

function submit(gateway: Gateway, pass: Pass, { path, loaiHoSo }: { readonly path: string; readonly loaiHoSo: string }, message: Outgoing, payload: Uint8Array, signal: AbortSignal): Promise<CallAnswer> {
  const body = new URLSearchParams({
    username: pass.username, loaiHoSo, maTinh: message.facility.slice(0, 2), maCSKCB: message.facility, fileHSBase64: Buffer.from(payload).toString('base64'),
  }).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accessToken: pass.accessToken, tokenId: pass.tokenId, passwordHash: pass.passwordHash };
  return call('POST', `${gateway.baseUrl}${path}`, headers, body, signal);
}
