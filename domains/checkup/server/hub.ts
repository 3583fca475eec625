import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { NotReachedError, UnsendableError, call, parseAnswer, registerDestination, startWithMode } from '#platform/exchange/server';
import type { CallAnswer, Outgoing, SendResult } from '#platform/exchange/server';
import type { Context } from '#platform/room';

/** Name of the destination: the national database of health checks. */
export const CHECKUP_HUB = 'ksk';

/** Where the hub is, and who sends as whom. */
export interface CheckupHub {
  /** Without path: `https://api.emrhub.vn`. */
  readonly baseUrl: string;
  /** `TDLBYT` */
  readonly receiverId: string;
  /** The 13-figure code and account of a facility; undefined: it has none, its messages wait. */
  senderOf(facility: string): { readonly senderId: string; readonly password: string } | undefined;
  /** SHA256-RSA by the facility's key. */
  sign(facility: string, bytes: Uint8Array): Promise<Uint8Array>;
  readonly perSecond?: number;
  readonly parallel?: number;
  /** Seconds until an answer counts as lost. */
  readonly patience?: number;
}

const session = z.object({ token: z.string().min(1), duration: z.number().positive() });
const reply = z.object({ res_code: z.string(), txn_id: z.string().nullish(), res_message: z.string().nullish() });
/** Renewed this long before its end, in milliseconds. */
const MARGIN = 30_000;

/** Registers the hub as a destination. It takes the same `msg_id` once, so what was lost is sent again. Source: systems.md 2. */
export async function connectCheckupHub(context: Context, hub: CheckupHub): Promise<void> {
  const tokens = new Map<string, { token: string; until: number }>();
  await context.db.bookkeeping('exchange', (tx) => startWithMode(tx, CHECKUP_HUB, 'relay'));
  registerDestination(context, {
    name: CHECKUP_HUB, ability: 'dedupe', perSecond: hub.perSecond ?? 20, parallel: hub.parallel ?? 2, patience: hub.patience ?? 60,
    payload: async (message) => {
      if (message.kind !== 'health-check') throw new UnsendableError('Cơ sở dữ liệu khám sức khoẻ không nhận loại tin này.');
      return readFile(await context.files.pathOf(message.file));
    },
    send: (message, payload, signal) => push(hub, tokens, message, payload, signal),
  });
}

async function push(hub: CheckupHub, tokens: Map<string, { token: string; until: number }>, message: Outgoing, payload: Uint8Array, signal: AbortSignal): Promise<SendResult> {
  const sender = hub.senderOf(message.facility);
  if (sender === undefined) return { outcome: 'not-sent', answer: `Cơ sở ${message.facility} chưa có tài khoản ở cơ sở dữ liệu khám sức khoẻ: nhờ người quản trị khai báo.`, pause: false };
  const data = Buffer.from(payload).toString('base64');
  const header = {
    version: '1.0', sender_id: sender.senderId, receiver_id: hub.receiverId, txn_type: 'sync_checkup', msg_id: msgIdOf(sender.senderId, message), msg_type: 101, data_type: 'xml/base64', send_datetime: Date.now(),
  };
  const signature = Buffer.from(await hub.sign(message.facility, Buffer.from(JSON.stringify(header) + data))).toString('base64');
  const body = JSON.stringify({ header, data, signature });
  for (let round = 0; round < 2; round += 1) {
    let answer: CallAnswer;
    try {
      const token = await tokenOf(hub, tokens, sender, signal);
      if (typeof token !== 'string') return token;
      answer = await call('POST', `${hub.baseUrl}/api/platform/data-sync/push`, { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'service-type': '100' }, body, signal);
    } catch (error) {
      if (error instanceof NotReachedError) return { outcome: 'not-sent', answer: 'Chưa nối được tới cơ sở dữ liệu khám sức khoẻ: sẽ tự thử lại.', pause: true };
      return lost(signal.aborted ? 'Nơi nhận không trả lời kịp.' : 'Đường truyền đứt sau khi đã nối.');
    }
    if (answer.status !== 401) return readReply(answer);
    tokens.delete(sender.senderId);
  }
  return { outcome: 'not-sent', answer: 'Cơ sở dữ liệu khám sức khoẻ không nhận phiên dù đã xin lại.', pause: false };
}

/** Sender, day of the event and the message's own id: the same for every try. */
function msgIdOf(senderId: string, { id, day }: Outgoing): string {
  return `${senderId}${(day ?? '').replaceAll('-', '').slice(2) || '000000'}${id.replaceAll('-', '')}`;
}

async function tokenOf(hub: CheckupHub, tokens: Map<string, { token: string; until: number }>, { senderId, password }: { senderId: string; password: string }, signal: AbortSignal): Promise<string | SendResult> {
  const held = tokens.get(senderId);
  if (held !== undefined && held.until > Date.now()) return held.token;
  let answer: CallAnswer;
  try {
    answer = await call('POST', `${hub.baseUrl}/api/auth/login`, { 'content-type': 'application/json' }, JSON.stringify({ username: senderId, password }), signal);
  } catch {
    // Whatever went wrong here, the document has not left.
    return { outcome: 'not-sent', answer: 'Chưa nối được tới cơ sở dữ liệu khám sức khoẻ: sẽ tự thử lại.', pause: true };
  }
  const read = session.safeParse(parseAnswer(answer.body));
  if (!read.success) return { outcome: 'not-sent', answer: `Cơ sở dữ liệu khám sức khoẻ không cho đăng nhập (HTTP ${answer.status}): kiểm tra tài khoản.`, pause: false };
  tokens.set(senderId, { token: read.data.token, until: Date.now() + read.data.duration * 1000 - MARGIN });
  return read.data.token;
}

const lost = (what: string): SendResult => ({ outcome: 'unknown', answer: `${what} Sẽ gửi lại: nơi nhận tính cùng mã tin là một.` });

/** Only a clear yes or no is one. */
function readReply({ status, body }: CallAnswer): SendResult {
  const read = reply.safeParse(parseAnswer(body));
  if (!read.success) return lost(`Nơi nhận trả lời không đúng mẫu (HTTP ${status}).`);
  const { res_code, txn_id } = read.data;
  switch (res_code) {
    case 'CM_SUCCESS': return { outcome: 'received', receipt: txn_id || 'CM_SUCCESS', receivedAt: null, answer: res_code };
    case 'PS_SIGNATURE_INVALID': return { outcome: 'refused', answer: 'Nơi nhận từ chối: chữ ký không đúng. Kiểm tra khoá ký của cơ sở đã đăng ký.' };
    case 'CM_INVALID_REQUEST': return { outcome: 'refused', answer: 'Nơi nhận từ chối: yêu cầu không đúng mẫu.' };
    default: return { outcome: 'refused', answer: `Nơi nhận từ chối: ${res_code.slice(0, 40)}` };
  }
}
