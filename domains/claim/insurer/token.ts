import { z } from 'zod';
import { call, parseAnswer } from '#platform/exchange/server';
import type { Gateway, GatewayAccount } from './gateway.ts';

/** What a call needs to show who it comes from. */
export interface Pass {
  readonly username: string;
  /** MD5 of the password, upper case as the insurer's letter 1245 says. */
  readonly passwordHash: string;
  readonly accessToken: string;
  readonly tokenId: string;
  readonly staff: GatewayAccount['staff'];
}

/** No pass can be had; the message is Vietnamese. */
export class NoPassError extends Error {
  override name = 'NoPassError';
  /** Whether it concerns every facility (the gateway) or this one's account alone. */
  readonly everyone: boolean;

  constructor(message: string, everyone: boolean, options?: ErrorOptions) {
    super(message, options);
    this.everyone = everyone;
  }
}

const answer = z.object({
  maKetQua: z.coerce.string(),
  APIKey: z.object({ access_token: z.string().min(1), id_token: z.string().min(1), expires_in: z.string() }).nullish(),
});

/** Renewed this long before its end. */
const MARGIN = 60_000;
/** When the end of a session cannot be read: the gateway's sessions live about ten minutes. */
const LIFE = 5 * 60_000;

/** Sessions at the gateway, one a facility; taken when needed, shared while they live. */
export class Passes {
  readonly #gateway: Gateway;
  readonly #held = new Map<string, { pass: Promise<Pass>; until: number; of: GatewayAccount }>();

  constructor(gateway: Gateway) {
    this.#gateway = gateway;
  }

  /** @throws NoPassError | NotReachedError */
  async get(facility: string, signal: AbortSignal): Promise<Pass> {
    // Asked each time: a session of an account that was closed or replaced, perhaps by another process, is not used again.
    const account = await this.#gateway.accountOf(facility);
    if (!account) throw new NoPassError(`Cơ sở ${facility} chưa có tài khoản cổng giám định: nhờ người quản trị khai báo.`, false);
    const held = this.#held.get(facility);
    if (held && held.until > Date.now() && held.of.username === account.username && held.of.passwordHash === account.passwordHash && held.of.staff?.number === account.staff?.number && held.of.staff?.name === account.staff?.name) return held.pass;
    const entry = { of: account, pass: this.#take(account, signal).then(({ pass, until }) => { entry.until = until; return pass; }), until: Date.now() + LIFE };
    this.#held.set(facility, entry);
    // Whoever asked first ends with its error; the next one takes anew.
    entry.pass.catch(() => { if (this.#held.get(facility) === entry) this.#held.delete(facility); });
    return entry.pass;
  }

  /** The gateway no longer takes this pass. */
  async forget(facility: string, pass: Pass): Promise<void> {
    const held = this.#held.get(facility);
    // Another call may have renewed it already.
    if (held && (await held.pass.catch(() => undefined))?.tokenId === pass.tokenId) this.#held.delete(facility);
  }

  async #take({ username, passwordHash, staff }: GatewayAccount, signal: AbortSignal): Promise<{ pass: Pass; until: number }> {
    const body = JSON.stringify({ username, password: passwordHash });
    const { status, body: text } = await call('POST', `${this.#gateway.baseUrl}/api/token/take`, { 'content-type': 'application/json' }, body, signal);
    const read = answer.safeParse(parseAnswer(text));
    if (!read.success) throw new NoPassError(`Cổng không cấp được phiên làm việc (HTTP ${status}, trả lời không đọc được).`, true);
    const { maKetQua, APIKey } = read.data;
    if (maKetQua !== '200' || !APIKey) throw new NoPassError(`Cổng không cấp phiên cho tài khoản ${username} (mã ${maKetQua.slice(0, 10)}): kiểm tra mật khẩu và địa chỉ IP đã đăng ký.`, maKetQua === '500');
    const end = Date.parse(APIKey.expires_in);
    return {
      pass: { username, passwordHash, accessToken: APIKey.access_token, tokenId: APIKey.id_token, staff },
      until: Number.isNaN(end) ? Date.now() + LIFE : end - MARGIN,
    };
  }
}
