import { NotReachedError } from './call.ts';
import type { CallAnswer } from './call.ts';
import type { SendResult } from './destination.ts';

/** A receiver gave no session. The message is Vietnamese. */
export class NoSessionError extends Error {
  override name = 'NoSessionError';
  /** Whether it concerns every facility (the receiver) or this one's account alone. */
  readonly everyone: boolean;

  constructor(message: string, everyone: boolean, options?: ErrorOptions) {
    super(message, options);
    this.everyone = everyone;
  }
}

/** How a receiver is spoken to within a session: a token, an account, nothing. */
export interface SessionAt<S> {
  /** The receiver within a sentence: `cổng giám định`. */
  readonly place: string;
  /** What follows when nobody can tell whether it arrived, one sentence. */
  readonly afterLoss: string;
  /** @throws NoSessionError | NotReachedError */
  get(signal: AbortSignal): Promise<S>;
  /** The receiver no longer takes it. */
  forget(session: S): Promise<void> | void;
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** It may have arrived. @param what one sentence */
export const lostAt = ({ afterLoss }: Pick<SessionAt<unknown>, 'afterLoss'>, what: string): SendResult => ({ outcome: 'unknown', answer: `${what} ${afterLoss}` });
/** It did not arrive: the receiver could not be reached. */
export const awayAt = ({ place }: Pick<SessionAt<unknown>, 'place'>): SendResult => ({ outcome: 'not-sent', answer: `Chưa nối được tới ${place}: sẽ tự thử lại.`, pause: true });

/**
 * One try at a receiver. What broke is told by whether a byte of the message could have left; a session that has ended is renewed once, for a receiver looks
 * at the session before it looks at the message.
 * @param ask sends within a session @param isDenied whether an answer says that the session is not taken
 * @returns an answer to be read, or what became of the message where there is none
 */
export async function tryWithin<S>(at: SessionAt<S>, ask: (session: S) => Promise<CallAnswer>, isDenied: (answer: CallAnswer) => boolean, signal: AbortSignal): Promise<CallAnswer | SendResult> {
  for (let round = 0; round < 2; round += 1) {
    let session: S;
    try {
      session = await at.get(signal);
    } catch (error) {
      // Whatever went wrong here, the message has not left.
      return error instanceof NoSessionError ? { outcome: 'not-sent', answer: error.message, pause: error.everyone } : awayAt(at);
    }
    try {
      const answer = await ask(session);
      if (!isDenied(answer)) return answer;
    } catch (error) {
      if (error instanceof NotReachedError) return awayAt(at);
      return lostAt(at, signal.aborted ? `${capital(at.place)} không trả lời kịp.` : 'Đường truyền đứt sau khi đã nối.');
    }
    await at.forget(session);
  }
  return { outcome: 'not-sent', answer: `${capital(at.place)} không nhận phiên làm việc dù đã xin lại: kiểm tra tài khoản và địa chỉ IP đã đăng ký.`, pause: false };
}
