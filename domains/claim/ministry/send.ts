import { z } from 'zod';
import { momentOf } from '#domains/claim/insurer';
import { call, lostAt, parseAnswer, tryWithin } from '#platform/exchange/server';
import type { CallAnswer, Outgoing, SendResult, SessionAt, Sessions } from '#platform/exchange/server';
import type { MinistryPortal } from './connect.ts';

/** Services and their loaiHoSo. Source: apis.md 9, seen in one public client: to be compared with the portal’s own document before use. */
const SERVICES: Readonly<Record<string, { readonly path: string; readonly loaiHoSo: string }>> = {
  'check-in': { path: '/hoc-receiver/hoc-130-ck/checkin', loaiHoSo: '0' },
  dossier: { path: '/hoc-receiver/hoc-130/khamchuabenh130', loaiHoSo: '130' },
};
const shape = z.object({ maKetQua: z.coerce.string(), maGiaoDich: z.string().nullish(), thoiGianTiepNhan: z.string().nullish(), thongDiep: z.string().nullish() });
const AFTER_LOSS = 'Sẽ tự hỏi lại cổng đã nhận hay chưa.';
const lost = (what: string): SendResult => lostAt({ afterLoss: AFTER_LOSS }, what);
const isDenied = ({ status }: CallAnswer): boolean => status === 401;
/** One token for all facilities. */
const EVERYONE = '';
const session = (tokens: Sessions<string>): SessionAt<string> => ({ place: 'cổng dữ liệu Bộ Y tế', afterLoss: AFTER_LOSS, get: (signal) => tokens.get(EVERYONE, signal), forget: (token) => tokens.forget(EVERYONE, token) });

/** Sends one file under the message's own key. */
export async function sendToPortal(portal: MinistryPortal, tokens: Sessions<string>, message: Outgoing, payload: Uint8Array, signal: AbortSignal): Promise<SendResult> {
  const service = SERVICES[message.kind];
  if (service === undefined) return { outcome: 'refused', answer: 'Cổng dữ liệu Bộ Y tế không có dịch vụ nhận loại tin này.' };
  const maTinh = message.facility.slice(0, 2);
  const body = JSON.stringify({ maGui: message.id, maTinh, maCSKCB: message.facility, loaiHoSo: service.loaiHoSo, fileHSBase64: Buffer.from(payload).toString('base64') });
  const headers = { 'content-type': 'application/json', 'x-ma-tinh': maTinh, 'x-ma-cskcb': message.facility };
  const answer = await tryWithin(session(tokens), (token) => call('POST', `${portal.baseUrl}${service.path}`, { ...headers, authorization: `Bearer ${token}` }, body, signal), isDenied, signal);
  return 'outcome' in answer ? answer : readAnswer(answer);
}

/** What became of a message, by its key. */
export async function askPortal(portal: MinistryPortal, tokens: Sessions<string>, message: Outgoing, signal: AbortSignal): Promise<SendResult | 'absent'> {
  const url = `${portal.baseUrl}/hoc-receiver/trang-thai?maGui=${encodeURIComponent(message.id)}`;
  const answer = await tryWithin(session(tokens), (token) => call('GET', url, { authorization: `Bearer ${token}` }, '', signal), isDenied, signal);
  if ('outcome' in answer) return answer;
  const read = shape.safeParse(parseAnswer(answer.body));
  if (read.success && answer.status === 200 && read.data.maKetQua === '404') return 'absent';
  return readAnswer(answer);
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
