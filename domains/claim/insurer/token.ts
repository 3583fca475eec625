import { z } from 'zod';
import { NoSessionError, Sessions, call, parseAnswer } from '#platform/exchange/server';
import type { Taken } from '#platform/exchange/server';
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

const answer = z.object({
  maKetQua: z.coerce.string(),
  APIKey: z.object({ access_token: z.string().min(1), id_token: z.string().min(1), expires_in: z.string() }).nullish(),
});

/** Renewed this long before its end. */
const MARGIN = 60_000;
/** When the end of a session cannot be read: the gateway's sessions live about ten minutes. */
const LIFE = 5 * 60_000;

/** Sessions at the gateway, one a facility. */
export class Passes {
  readonly #gateway: Gateway;
  readonly #sessions = new Map<string, { readonly of: GatewayAccount; readonly held: Sessions<Pass> }>();

  constructor(gateway: Gateway) {
    this.#gateway = gateway;
  }

  /** @throws NoSessionError | NotReachedError */
  async get(facility: string, signal: AbortSignal): Promise<Pass> {
    // Asked each time: a session of an account that was closed or replaced, perhaps by another process, is not used again.
    const account = await this.#gateway.accountOf(facility);
    if (!account) throw new NoSessionError(`Cơ sở ${facility} chưa có tài khoản cổng giám định: nhờ người quản trị khai báo.`, false);
    const known = this.#sessions.get(facility);
    if (known !== undefined && isSame(known.of, account)) return known.held.get(facility, signal);
    const held = new Sessions((_who, limit) => takePass(this.#gateway, account, limit));
    this.#sessions.set(facility, { of: account, held });
    return held.get(facility, signal);
  }

  /** The gateway no longer takes this pass. */
  async forget(facility: string, pass: Pass): Promise<void> {
    await this.#sessions.get(facility)?.held.forget(facility, pass);
  }
}

function isSame(a: GatewayAccount, b: GatewayAccount): boolean {
  return a.username === b.username && a.passwordHash === b.passwordHash && a.staff?.number === b.staff?.number && a.staff?.name === b.staff?.name;
}

async function takePass(gateway: Gateway, { username, passwordHash, staff }: GatewayAccount, signal: AbortSignal): Promise<Taken<Pass>> {
  const body = JSON.stringify({ username, password: passwordHash });
  const { status, body: text } = await call('POST', `${gateway.baseUrl}/api/token/take`, { 'content-type': 'application/json' }, body, signal);
  const read = answer.safeParse(parseAnswer(text));
  if (!read.success) throw new NoSessionError(`Cổng không cấp được phiên làm việc (HTTP ${status}, trả lời không đọc được).`, true);
  const { maKetQua, APIKey } = read.data;
  if (maKetQua !== '200' || !APIKey) throw new NoSessionError(`Cổng không cấp phiên cho tài khoản ${username} (mã ${maKetQua.slice(0, 10)}): kiểm tra mật khẩu và địa chỉ IP đã đăng ký.`, maKetQua === '500');
  const end = Date.parse(APIKey.expires_in);
  return {
    session: { username, passwordHash, accessToken: APIKey.access_token, tokenId: APIKey.id_token, staff },
    until: Number.isNaN(end) ? Date.now() + LIFE : end - MARGIN,
  };
}
