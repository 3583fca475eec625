import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';

export interface Session {
  readonly accessToken: string;
  readonly idToken: string;
  readonly username: string;
  readonly passwordHash: string;
  readonly caller: string;
  /** Milliseconds. */
  readonly until: number;
}

/** Accounts and sessions of the stand-in: tokens are bound to account, caller address and time. */
export class Tokens {
  readonly #secret: Buffer;
  readonly #sessions = new Map<string, Session>();
  readonly #seconds: number;

  /** @param secret passwords follow from it; else they are new each time */
  constructor(seconds: number, secret?: string) {
    this.#secret = secret === undefined ? randomBytes(32) : Buffer.from(secret);
    this.#seconds = seconds;
  }

  /** Accounts are `<MACSKCB>_BV`; each has a password of its own, new at every start. */
  passwordOf(username: string): string | undefined {
    if (!/^[0-9A-Za-z]{5}_BV$/.test(username)) return undefined;
    return createHmac('sha256', this.#secret).update(username).digest('base64url').slice(0, 20);
  }

  /** @param passwordHash MD5 in hexadecimal, either case */
  open(username: string, passwordHash: string, caller: string): Session | undefined {
    const password = this.passwordOf(username);
    if (password === undefined || createHash('md5').update(password).digest('hex') !== passwordHash.toLowerCase()) return undefined;
    const idToken = randomUUID();
    const until = Date.now() + this.#seconds * 1000;
    const accessToken = createHmac('sha256', this.#secret).update([username, caller, idToken, until].join('|')).digest('base64');
    const session = { accessToken, idToken, username, passwordHash: passwordHash.toLowerCase(), caller, until };
    this.#sessions.set(idToken, session);
    return session;
  }

  find(given: { accessToken: string; idToken: string; passwordHash: string; caller: string }): Session | undefined {
    const session = this.#sessions.get(given.idToken);
    const fits = session && session.accessToken === given.accessToken && session.passwordHash === given.passwordHash.toLowerCase() && session.caller === given.caller && session.until > Date.now();
    return fits ? session : undefined;
  }

  end(session: Session): void {
    this.#sessions.delete(session.idToken);
  }
}
