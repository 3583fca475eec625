import { call, lostAt, parseAnswer, tryWithin } from '#platform/exchange/server';
import type { CallAnswer, Outgoing, SendResult } from '#platform/exchange/server';
import type { Pattern, RestOutlet } from './config.ts';

const LONGEST = 300;
/** Who calls is said by the headers of the description, at every call. */
const NO_SESSION = { place: 'nơi nhận', afterLoss: 'Không rõ nơi nhận đã có hay chưa.', get: () => Promise.resolve(null), forget() {} };
const lost = (what: string): SendResult => lostAt(NO_SESSION, what);

/** Sends once. Only what the description calls yes or no is one. */
export async function sendByRest(outlet: RestOutlet, message: Outgoing, payload: Uint8Array, signal: AbortSignal): Promise<SendResult> {
  const { body, type } = bodyOf(outlet, message, payload);
  const send = (): Promise<CallAnswer> => call('POST', filled(outlet.url, message, encodeURIComponent), { 'content-type': outlet.contentType ?? type, ...outlet.headers }, body, signal);
  const answer = await tryWithin(NO_SESSION, send, () => false, signal);
  return 'outcome' in answer ? answer : readAnswer(outlet, answer);
}

/** What became of a message, by its id. @throws whatever broke: then it stays unknown */
export async function askByRest(outlet: RestOutlet, message: Outgoing, signal: AbortSignal): Promise<SendResult | 'absent'> {
  if (outlet.query === undefined) return lost('Nơi nhận này không hỏi lại được.');
  const answer = await call('GET', filled(outlet.query.url, message, encodeURIComponent), outlet.headers, '', signal);
  if (fits(outlet.query.absent, answer)) return 'absent';
  return fits(outlet.query.found, answer) ? received(outlet, answer) : lost(`Trả lời không rõ (HTTP ${answer.status}).`);
}

function bodyOf(outlet: RestOutlet, message: Outgoing, payload: Uint8Array): { body: string | Uint8Array; type: string } {
  if (outlet.body === 'bytes') return { body: payload, type: 'application/xml' };
  const base64 = Buffer.from(payload).toString('base64');
  if (outlet.body === 'json') return { body: JSON.stringify({ id: message.id, kind: message.kind, facility: message.facility, maLk: message.maLk, revision: message.revision, file: base64 }), type: 'application/json' };
  return { body: filled(outlet.body, message, escaped).replaceAll('{{base64}}', () => base64), type: 'application/xml' };
}

/** Places of a text filled with what a message says; each value made harmless for where it stands. */
function filled(text: string, message: Outgoing, harmless: (value: string) => string): string {
  const values: Readonly<Record<string, string>> = { id: message.id, kind: message.kind, facility: message.facility, maLk: message.maLk, revision: String(message.revision) };
  return text.replaceAll(/\{\{(\w+)\}\}/gu, (whole, name: string) => (values[name] === undefined ? whole : harmless(values[name])));
}

const escaped = (value: string): string => value.replaceAll(/[&<>"']/gu, (sign) => `&#${sign.charCodeAt(0)};`);

function readAnswer(outlet: RestOutlet, answer: CallAnswer): SendResult {
  if (fits(outlet.received, answer)) return received(outlet, answer);
  if (fits(outlet.refused, answer)) return { outcome: 'refused', answer: `Nơi nhận từ chối (HTTP ${answer.status}): ${answer.body.slice(0, LONGEST)}` };
  return lost(`Trả lời không đúng mẫu đã khai (HTTP ${answer.status}).`);
}

function received(outlet: RestOutlet, answer: CallAnswer): SendResult {
  const receipt = outlet.receipt === undefined ? `HTTP ${answer.status}` : valueAt(answer.body, outlet.receipt);
  return receipt === undefined || receipt === '' ? lost('Nơi nhận báo đã nhận nhưng không có mã biên nhận.') : { outcome: 'received', receipt: receipt.slice(0, 200), receivedAt: null, answer: `HTTP ${answer.status}` };
}

function fits({ status, path, equals }: Pattern, answer: CallAnswer): boolean {
  if (!status.includes(answer.status)) return false;
  if (path === undefined) return true;
  const value = valueAt(answer.body, path);
  return value !== undefined && (equals === undefined || equals.includes(value));
}

/** A text, number or truth value in a JSON answer. @param path `a.b.0.c` */
function valueAt(body: string, path: string): string | undefined {
  let at: unknown = parseAnswer(body);
  for (const part of path.split('.')) at = typeof at === 'object' && at !== null && Object.hasOwn(at, part) ? Reflect.get(at, part) : undefined;
  return typeof at === 'string' || typeof at === 'number' || typeof at === 'boolean' ? String(at) : undefined;
}
