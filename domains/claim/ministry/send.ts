import { z } from 'zod';
import { momentOf } from '#domains/claim/insurer';
import { NotReachedError, call, parseAnswer } from '#platform/exchange/server';
import type { CallAnswer, Outgoing, SendResult } from '#platform/exchange/server';
import type { MinistryPortal } from './connect.ts';
import { NoTokenError, type BearerToken } from './token.ts';

/** Services and their loaiHoSo. Source: apis.md 9, seen in one public client: to be compared with the portal’s own document before use. */
const SERVICES: Readonly<Record<string, { readonly path: string; readonly loaiHoSo: string }>> = {
  'check-in': { path: '/hoc-receiver/hoc-130-ck/checkin', loaiHoSo: '0' },
  dossier: { path: '/hoc-receiver/hoc-130/khamchuabenh130', loaiHoSo: '130' },
};
const shape = z.object({ maKetQua: z.coerce.string(), maGiaoDich: z.string().nullish(), thoiGianTiepNhan: z.string().nullish(), thongDiep: z.string().nullish() });
const lost = (what: string): SendResult => ({ outcome: 'unknown', answer: `${what} Sẽ tự hỏi lại cổng đã nhận hay chưa.` });
const away: SendResult = { outcome: 'not-sent', answer: 'Chưa nối được tới cổng dữ liệu Bộ Y tế: sẽ tự thử lại.', pause: true };

/** Sends one file under the message's own key. A token that has ended is renewed once: 401 comes before the portal looks at the file. */
export async function sendToPortal(portal: MinistryPortal, token: BearerToken, message: Outgoing, payload: Uint8Array, signal: AbortSignal): Promise<SendResult> {
  const service = SERVICES[message.kind];
  if (service === undefined) return { outcome: 'refused', answer: 'Cổng dữ liệu Bộ Y tế không có dịch vụ nhận loại tin này.' };
  const maTinh = message.facility.slice(0, 2);
  const body = JSON.stringify({ maGui: message.id, maTinh, maCSKCB: message.facility, loaiHoSo: service.loaiHoSo, fileHSBase64: Buffer.from(payload).toString('base64') });
  const headers = { 'content-type': 'application/json', 'x-ma-tinh': maTinh, 'x-ma-cskcb': message.facility };
  const answer = await withToken(token, signal, (bearer) => call('POST', `${portal.baseUrl}${service.path}`, { ...headers, authorization: bearer }, body, signal));
  return 'outcome' in answer ? answer : readAnswer(answer);
}

/** What became of a message, by its key. @throws whatever broke: then it stays unknown */
export async function askPortal(portal: MinistryPortal, token: BearerToken, message: Outgoing, signal: AbortSignal): Promise<SendResult | 'absent'> {
  const answer = await withToken(token, signal, (bearer) => call('GET', `${portal.baseUrl}/hoc-receiver/trang-thai?maGui=${encodeURIComponent(message.id)}`, { authorization: bearer }, '', signal));
  if ('outcome' in answer) return answer;
  const read = shape.safeParse(parseAnswer(answer.body));
  if (read.success && answer.status === 200 && read.data.maKetQua === '404') return 'absent';
  return readAnswer(answer);
}

async function withToken(token: BearerToken, signal: AbortSignal, ask: (bearer: string) => Promise<CallAnswer>): Promise<CallAnswer | SendResult> {
  for (let round = 0; round < 2; round += 1) {
    let held: string;
    try {
      held = await token.get(signal);
    } catch (error) {
      // Whatever went wrong here, the file has not left.
      return error instanceof NoTokenError ? { outcome: 'not-sent', answer: error.message, pause: true } : away;
    }
    try {
      const answer = await ask(`Bearer ${held}`);
      if (answer.status !== 401) return answer;
      await token.forget(held);
    } catch (error) {
      return error instanceof NotReachedError ? away : lost(signal.aborted ? 'Cổng không trả lời kịp.' : 'Đường truyền đứt sau khi đã nối.');
    }
  }
  return { outcome: 'not-sent', answer: 'Cổng dữ liệu Bộ Y tế không nhận phiên dù đã xin lại.', pause: false };
}

/** Only a clear yes or no is one; everything else leaves open whether the file arrived. */
function readAnswer({ status, body }: CallAnswer): SendResult {
  const read = shape.safeParse(parseAnswer(body));
  if (!read.success || status >= 500) return lost(`Cổng trả lời không đúng mẫu (HTTP ${status}).`);
  const { maKetQua, maGiaoDich, thoiGianTiepNhan, thongDiep } = read.data;
  const said = `${maKetQua.slice(0, 10)}${thongDiep ? ` – ${thongDiep.slice(0, 300)}` : ''}`;
  if (maKetQua === '200') return maGiaoDich ? { outcome: 'received', receipt: maGiaoDich, receivedAt: momentOf(thoiGianTiepNhan ?? ''), answer: said } : lost('Cổng báo thành công nhưng không có mã giao dịch.');
  return maKetQua === '500' ? lost(`Cổng báo lỗi hệ thống: ${said}.`) : { outcome: 'refused', answer: `Cổng từ chối: ${said}` };
}
