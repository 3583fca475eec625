import { NoSessionError, NotReachedError, call } from '#platform/exchange/server';
import type { CallAnswer } from '#platform/exchange/server';
import type { Pass, Passes } from '../token.ts';

/** Seconds that somebody at a counter waits. */
export const PATIENCE = 8;

/** Why there is no answer. `unreachable`: the gateway is away; `no-pass`: it takes the facility's account no longer, or there is none. The text is Vietnamese. */
export interface NoAnswer { readonly outcome: 'unreachable' | 'no-pass'; readonly why: string }

export interface Question { readonly url: string; readonly headers: Readonly<Record<string, string>>; readonly body: string }

const away = (why: string): NoAnswer => ({ outcome: 'unreachable', why });

/**
 * Asks the gateway as a facility; a session that has ended is renewed once. Asking has no effect there, so every trouble of the line is the same.
 * @param isDenied whether an answer says that the session is not taken
 * @param signal besides which it takes no longer than `seconds`
 */
export async function askGateway(passes: Passes, facility: string, make: (pass: Pass) => Question, isDenied: (answer: CallAnswer) => boolean, signal: AbortSignal, seconds = PATIENCE): Promise<CallAnswer | NoAnswer> {
  const limited = AbortSignal.any([signal, AbortSignal.timeout(seconds * 1000)]);
  for (let round = 0; round < 2; round += 1) {
    let pass: Pass;
    try {
      pass = await passes.get(facility, limited);
    } catch (error) {
      return error instanceof NoSessionError && !error.everyone ? { outcome: 'no-pass', why: error.message } : away(error instanceof NoSessionError ? error.message : 'Chưa nối được tới cổng giám định.');
    }
    let answer: CallAnswer;
    try {
      const { url, headers, body } = make(pass);
      answer = await call('POST', url, { 'content-type': 'application/json', ...headers }, body, limited);
    } catch (error) {
      return away(error instanceof NotReachedError && !limited.aborted ? 'Chưa nối được tới cổng giám định.' : limited.aborted ? 'Cổng không trả lời kịp.' : 'Đường truyền đứt giữa chừng.');
    }
    if (!isDenied(answer)) return answer;
    await passes.forget(facility, pass);
  }
  return { outcome: 'no-pass', why: 'Cổng không nhận phiên làm việc dù đã xin lại: kiểm tra tài khoản và địa chỉ IP đã đăng ký.' };
}

/** What cannot be an answer of the gateway itself; undefined: it may be one. */
export function noise({ status, body }: CallAnswer): NoAnswer | undefined {
  if (body.trim() === '') return away(`Cổng trả lời rỗng (HTTP ${status}).`);
  if (/^\s*</u.test(body)) return away(`Cổng trả về trang HTML thay cho kết quả (HTTP ${status}).`);
  return undefined;
}
export const misshapen = (status: number): NoAnswer => away(`Cổng trả lời không đúng mẫu (HTTP ${status}).`);
