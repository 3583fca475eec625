/** A server with identity alone over a test database, and browsers that keep cookies. For tests only. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ANONYMOUS, systemPolicy } from '#platform/access';
import type { Database } from '#platform/db';
import { createHttp } from '#platform/http';
import type { Context } from '#platform/room';
import { quietContext } from '#platform/room/testing';
import { dayInVietnam } from '#platform/time/rules';
import { createAccount } from '../account.ts';
import type { NewAccount } from '../account.ts';
import { codeAt, stepOf } from '../factor/code.ts';
import { policyOf } from '../identity.ts';
import { sessionToken } from '../routes/edge.ts';
import { identityOf, identityRoom } from '../room.ts';
import { useReferenceLaw } from './law.ts';

export { Authenticator } from './authenticator.ts';
export { useReferenceLaw } from './law.ts';

export { codeAt, stepOf } from '../factor/code.ts';
export const PASSWORD = 'một câu dễ nhớ và dài';
export const ORIGIN = 'http://yteso.test';

export interface TestServer { readonly app: FastifyInstance; readonly context: Context; make(account: Partial<NewAccount> & { user: string }): Promise<string>; browser(from?: string): Browser }

export async function identityServer(db: Database, kind: 'empty' | 'demonstration' = 'empty'): Promise<TestServer> {
  useReferenceLaw();
  const folder = mkdtempSync(join(tmpdir(), 'yteso-identity-'));
  const context = await quietContext(db, folder, { id: 'test', kind }, (code) => (code.startsWith('62') ? `Cơ sở ${code}` : code));
  const identity = identityOf(context);
  const app = await createHttp({
    gate: {
      async policyOf(request) {
        const token = sessionToken(request);
        const signed = token === undefined ? undefined : await identity.whoIs(token, request.ip);
        return signed ? policyOf(signed, request.id, request.ip) : { ...ANONYMOUS, requestId: request.id, from: request.ip };
      },
      refused: (policy, action, target) => db.refuse(policy, { action, target }), today: () => dayInVietnam(Date.now()),
    },
    metrics: context.metrics, logLevel: process.env['SHOW_LOG'] ?? 'silent', trustProxy: 1,
  });
  await identityRoom.routes?.(app, context);
  after(async () => { await app.close(); rmSync(folder, { recursive: true, force: true }); });
  return {
    app, context, browser: (from = '10.0.0.1') => new Browser(app, from),
    make: (account) => db.withAccess(systemPolicy('test', 'test'), { action: 'account.create', target: 'account/new' }, (tx) =>
      createAccount(tx, { displayName: 'Người thử', role: 'facility', facility: '62981', password: PASSWORD, ...account }, 14)),
  };
}

const fault = z.object({ error: z.object({ code: z.string() }) });
export interface Reply { readonly status: number; readonly code: string; readonly body: unknown; readonly cookies: readonly string[] }

/** A browser of its own: keeps cookies, sends what our pages send. */
export class Browser {
  readonly cookies = new Map<string, string>();
  /** Another network from now on. */
  from: string;
  readonly #app: FastifyInstance;

  constructor(app: FastifyInstance, from: string) {
    this.#app = app;
    this.from = from;
  }

  async call(method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object | Buffer): Promise<Reply> {
    const answer = await this.#app.inject({
      method, url, headers: {
        'x-yteso': '1', host: 'yteso.test', 'x-forwarded-for': this.from, 'user-agent': 'Mozilla/5.0 (Windows NT 10.0) Chrome/140.0',
        ...(this.cookies.size > 0 ? { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') } : {}), ...(Buffer.isBuffer(payload) ? { 'content-type': 'application/octet-stream' } : {}),
      }, ...(payload === undefined ? {} : { payload }),
    });
    for (const { name, value } of answer.cookies) this.cookies.set(name, value);
    const isJson = String(answer.headers['content-type']).includes('json');
    const body: unknown = isJson && answer.body !== '' ? answer.json() : answer.rawPayload;
    return { status: answer.statusCode, code: fault.safeParse(body).data?.error.code ?? '', body, cookies: answer.cookies.map((one) => one.name) };
  }

  /** @throws ZodError when the answer is another one */
  async ask<S extends z.ZodType>(method: 'GET' | 'POST' | 'DELETE', url: string, schema: S, payload?: object | Buffer): Promise<z.output<S>> {
    const { body } = await this.call(method, url, payload);
    return schema.parse(body);
  }

  signIn(account: string, password = PASSWORD): Promise<Reply> {
    return this.call('POST', '/api/session', { account, password });
  }

  /** Signs in and enrols an app. @returns its secret and the recovery codes */
  async enrol(account: string): Promise<{ code: (offset?: number) => string; recovery: string[] }> {
    await this.signIn(account);
    const { secret } = await this.ask('POST', '/api/account/totp', z.object({ secret: z.string(), svg: z.string().startsWith('<svg') }));
    const code = (offset = 0): string => codeAt(fromBase32(secret), stepOf(Date.now()) + offset);
    // A step back, so that the code of now is still unused.
    const { recovery } = await this.ask('POST', '/api/account/totp/proof', z.object({ recovery: z.array(z.string()) }), { code: code(-1) });
    return { code, recovery };
  }
}

export function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
