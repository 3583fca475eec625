import { z } from 'zod';
import { call, parseAnswer } from '#platform/exchange/server';
import type { MinistryPortal } from './connect.ts';

const answer = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });
/** Renewed this long before its end, in milliseconds. */
const MARGIN = 30_000;

/** The portal gave no token; the text is Vietnamese. */
export class NoTokenError extends Error {
  override name = 'NoTokenError';
}

/** One token for all, taken when needed and shared while it lives. */
export class BearerToken {
  readonly #portal: MinistryPortal;
  #held: { readonly token: Promise<string>; until: number } | undefined;

  constructor(portal: MinistryPortal) {
    this.#portal = portal;
  }

  /** @throws NoTokenError | NotReachedError */
  get(signal: AbortSignal): Promise<string> {
    if (this.#held !== undefined && this.#held.until > Date.now()) return this.#held.token;
    const held = { token: this.#take(signal).then(({ token, until }) => { held.until = until; return token; }), until: Date.now() + MARGIN };
    held.token.catch(() => { if (this.#held === held) this.#held = undefined; });
    this.#held = held;
    return held.token;
  }

  /** The portal no longer takes it. */
  async forget(token: string): Promise<void> {
    if (await this.#held?.token.catch(() => undefined) === token) this.#held = undefined;
  }

  async #take(signal: AbortSignal): Promise<{ token: string; until: number }> {
    const { tokenUrl, clientId, clientSecret } = this.#portal;
    const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }).toString();
    const { status, body: text } = await call('POST', tokenUrl, { 'content-type': 'application/x-www-form-urlencoded' }, body, signal);
    const read = answer.safeParse(parseAnswer(text));
    if (!read.success) throw new NoTokenError(`Cổng dữ liệu Bộ Y tế không cấp phiên (HTTP ${status}): kiểm tra mã và khoá của máy khách.`);
    return { token: read.data.access_token, until: Date.now() + read.data.expires_in * 1000 - MARGIN };
  }
}
