import { NotReachedError, call } from '#platform/exchange/server';
import type { CallAnswer, Outgoing, SendResult } from '#platform/exchange/server';
import { lost, readAnswer } from './answer.ts';
import type { Gateway } from './gateway.ts';
import { NoPassError } from './token.ts';
import type { Pass, Passes } from './token.ts';

/** Services in force (QĐ 3176; for assessments still QĐ 130) and their loaiHoSo. Source: apis.md 2–4. */
const SERVICES: Readonly<Record<string, { readonly path: string; readonly loaiHoSo: string }>> = {
  'check-in': { path: '/api/qd130/checkInKcbQd3176', loaiHoSo: '0' },
  dossier: { path: '/api/qd130/guiHoSoXmlQD3176', loaiHoSo: '130' },
  assessment: { path: '/api/qd130/guiDuLieuGdykQd130', loaiHoSo: '12' },
};

/** Sends one file. A session that has ended is renewed once: the gateway says 401 before it looks at the dossier. */
export async function sendFile(gateway: Gateway, passes: Passes, message: Outgoing, payload: Uint8Array, signal: AbortSignal): Promise<SendResult> {
  for (let round = 0; round < 2; round += 1) {
    const pass = await passFor(passes, message, signal);
    if ('outcome' in pass) return pass;
    const answer = await submit(gateway, pass, message, payload, signal);
    if ('outcome' in answer) return answer;
    const read = readAnswer(answer);
    if (read !== 'session-ended') return read;
    await passes.forget(message.facility, pass);
  }
  return { outcome: 'not-sent', answer: 'Cổng không nhận phiên làm việc dù đã xin lại: kiểm tra tài khoản và địa chỉ IP đã đăng ký.', pause: false };
}

async function passFor(passes: Passes, message: Outgoing, signal: AbortSignal): Promise<Pass | SendResult> {
  try {
    return await passes.get(message.facility, signal);
  } catch (error) {
    // Whatever went wrong here, the dossier has not left.
    if (error instanceof NoPassError) return { outcome: 'not-sent', answer: error.message, pause: error.everyone };
    return { outcome: 'not-sent', answer: 'Chưa nối được tới cổng giám định: sẽ tự thử lại.', pause: true };
  }
}

async function submit(gateway: Gateway, pass: Pass, message: Outgoing, payload: Uint8Array, signal: AbortSignal): Promise<CallAnswer | SendResult> {
  const service = SERVICES[message.kind];
  if (service === undefined) return { outcome: 'refused', answer: 'Cổng giám định không có dịch vụ nhận loại tin này.' };
  const { path, loaiHoSo } = service;
  const body = new URLSearchParams({
    username: pass.username, loaiHoSo, maTinh: message.facility.slice(0, 2), maCSKCB: message.facility, fileHSBase64: Buffer.from(payload).toString('base64'),
  }).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accessToken: pass.accessToken, tokenId: pass.tokenId, passwordHash: pass.passwordHash };
  try {
    return await call('POST', `${gateway.baseUrl}${path}`, headers, body, signal);
  } catch (error) {
    if (error instanceof NotReachedError) return { outcome: 'not-sent', answer: 'Chưa nối được tới cổng giám định: sẽ tự thử lại.', pause: true };
    return lost(signal.aborted ? 'Cổng không trả lời kịp.' : 'Đường truyền đứt sau khi đã nối.');
  }
}
