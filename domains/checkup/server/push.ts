import { z } from 'zod';
import { NoSessionError, Sessions, call, lostAt, parseAnswer, tryWithin } from '#platform/exchange/server';
import type { CallAnswer, Outgoing, SendResult, Taken } from '#platform/exchange/server';
import { Fault } from '#platform/fault';
import type { CheckupHub, HubSender } from './hub.ts';

const login = z.object({ token: z.string().min(1), duration: z.number().positive() });
const reply = z.object({ res_code: z.string(), txn_id: z.string().nullish(), res_message: z.string().nullish() });
/** Renewed this long before its end, in milliseconds. */
const MARGIN = 30_000;
const PLACE = 'cơ sở dữ liệu khám sức khoẻ';
const AFTER_LOSS = 'Sẽ gửi lại: nơi nhận tính cùng mã tin là một.';
const lost = (what: string): SendResult => lostAt({ afterLoss: AFTER_LOSS }, what);

const noAccount = (facility: string): NoSessionError => new NoSessionError(`Cơ sở ${facility} chưa có tài khoản ở ${PLACE}: nhờ người quản trị khai báo.`, false);

/** Sessions at the hub by facility. */
export function hubSessions(hub: CheckupHub): Sessions<string> {
  return new Sessions(async (facility, signal) => {
    const sender = hub.senderOf(facility);
    if (sender === undefined) throw noAccount(facility);
    return logIn(hub, sender, signal);
  });
}

/** Signs and pushes one document. Source: systems.md 2. */
export async function push(hub: CheckupHub, sessions: Sessions<string>, message: Outgoing, payload: Uint8Array, signal: AbortSignal): Promise<SendResult> {
  const { facility } = message;
  const sender = hub.senderOf(facility);
  if (sender === undefined) return { outcome: 'not-sent', answer: noAccount(facility).message, pause: false };
  const data = Buffer.from(payload).toString('base64');
  const header = {
    version: '1.0', sender_id: sender.senderId, receiver_id: hub.receiverId, txn_type: 'sync_checkup', msg_id: msgIdOf(sender.senderId, message), msg_type: 101, data_type: 'xml/base64', send_datetime: Date.now(),
  };
  let signature: string;
  try {
    signature = Buffer.from(await hub.sign(facility, Buffer.from(JSON.stringify(header) + data))).toString('base64');
  } catch (error) {
    // No key, or one that cannot be used: nothing has left.
    if (!(error instanceof Fault)) throw error;
    return { outcome: 'not-sent', answer: `${error.message} ${error.remedy}`, pause: false };
  }
  const body = JSON.stringify({ header, data, signature });
  const at = { place: PLACE, afterLoss: AFTER_LOSS, get: () => sessions.get(facility, signal), forget: (token: string) => sessions.forget(facility, token) };
  const headers = { 'content-type': 'application/json', 'service-type': '100' };
  const answer = await tryWithin(at, (token) => call('POST', `${hub.baseUrl}/api/platform/data-sync/push`, { ...headers, authorization: `Bearer ${token}` }, body, signal), ({ status }) => status === 401, signal);
  return 'outcome' in answer ? answer : readReply(answer);
}

/** Sender, day of the event and the message's own id: the same for every try. */
function msgIdOf(senderId: string, { id, day }: Outgoing): string {
  return `${senderId}${(day ?? '').replaceAll('-', '').slice(2) || '000000'}${id.replaceAll('-', '')}`;
}

async function logIn(hub: CheckupHub, { senderId, password }: HubSender, signal: AbortSignal): Promise<Taken<string>> {
  const answer = await call('POST', `${hub.baseUrl}/api/auth/login`, { 'content-type': 'application/json' }, JSON.stringify({ username: senderId, password }), signal);
  const read = login.safeParse(parseAnswer(answer.body));
  if (!read.success) throw new NoSessionError(`Cơ sở dữ liệu khám sức khoẻ không cho đăng nhập (HTTP ${answer.status}): kiểm tra tài khoản.`, answer.status >= 500);
  return { session: read.data.token, until: Date.now() + read.data.duration * 1000 - MARGIN };
}

/** Only a clear yes or no is one. */
function readReply({ status, body }: CallAnswer): SendResult {
  const read = reply.safeParse(parseAnswer(body));
  if (!read.success) return lost(`Nơi nhận trả lời không đúng mẫu (HTTP ${status}).`);
  const { res_code, txn_id } = read.data;
  switch (res_code) {
    case 'CM_SUCCESS': return { outcome: 'received', receipt: txn_id || 'CM_SUCCESS', receivedAt: null, answer: res_code };
    case 'PS_SIGNATURE_INVALID': return { outcome: 'refused', answer: 'Nơi nhận từ chối: chữ ký không đúng. Kiểm tra khoá ký của cơ sở đã đăng ký.' };
    case 'CM_INVALID_REQUEST': return { outcome: 'refused', answer: 'Nơi nhận từ chối: yêu cầu không đúng mẫu.' };
    default: return status >= 500 ? lost(`Nơi nhận báo lỗi hệ thống (HTTP ${status}): ${res_code.slice(0, 40)}.`) : { outcome: 'refused', answer: `Nơi nhận từ chối: ${res_code.slice(0, 40)}` };
  }
}
