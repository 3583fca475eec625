import { z } from 'zod';

interface Cookie { readonly value: string; readonly path: string }
export interface Answer { readonly status: number; readonly json: unknown; readonly text: string; readonly location: string; readonly headers: Headers }

const to = z.object({ to: z.string() });
const token = z.looseObject({ access_token: z.string(), scope: z.string(), refresh_token: z.string().optional(), id_token: z.string().optional(), patient: z.string().optional() });
export type TokenAnswer = z.output<typeof token>;

/** As much of a browser as the flows need: a cookie jar with paths, and redirects followed by hand. */
export class Browser {
  readonly cookies = new Map<string, Cookie>();
  readonly #origin: string;

  constructor(origin: string) {
    this.#origin = origin;
  }

  async send(method: string, url: string, init: { headers?: Readonly<Record<string, string>>; body?: string } = {}): Promise<Answer> {
    const target = new URL(url, this.#origin);
    const cookie = [...this.cookies].filter(([, kept]) => target.pathname.startsWith(kept.path)).map(([name, kept]) => `${name.split('@')[0] ?? ''}=${kept.value}`).join('; ');
    const answer = await fetch(target, { method, redirect: 'manual', headers: { ...init.headers, ...(cookie === '' ? {} : { cookie }) }, ...(init.body === undefined ? {} : { body: init.body }) });
    for (const line of answer.headers.getSetCookie()) this.#keep(line);
    const text = await answer.text();
    const json: unknown = (answer.headers.get('content-type') ?? '').includes('json') && text !== '' ? JSON.parse(text) : null;
    return { status: answer.status, json, text, location: answer.headers.get('location') ?? '', headers: answer.headers };
  }

  #keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    const path = /;\s*path=([^;]+)/i.exec(line)?.[1] ?? '/';
    // One name at two paths is two cookies.
    if (value === '' || /expires=thu, 01 jan 1970/i.test(line)) this.cookies.delete(`${name}@${path}`);
    else this.cookies.set(`${name}@${path}`, { value, path });
  }

  get(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.send('GET', url, { headers });
  }

  post(url: string, json: unknown): Promise<Answer> {
    return this.send('POST', url, { headers: { 'x-yteso': '1', 'content-type': 'application/json' }, body: JSON.stringify(json) });
  }

  form(url: string, values: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.send('POST', url, { headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers }, body: new URLSearchParams(values).toString() });
  }

  authorize(query: Readonly<Record<string, string | undefined>>): Promise<Answer> {
    return this.get(`/oidc/auth?${new URLSearchParams(Object.entries(query).flatMap(([key, value]): [string, string][] => (value === undefined ? [] : [[key, value]]))).toString()}`);
  }

  /** From the provider's redirect through our consent to the program's address. @returns where the program is told */
  async consent(asked: Answer, decision: { scopes: readonly string[]; person?: string }): Promise<URL> {
    if (!asked.location.includes('/api/openid/interactions/')) throw new Error(`no interaction: ${asked.status} ${asked.location} ${asked.text}`);
    const answer = await this.post(`${new URL(asked.location, this.#origin).pathname}/consent`, decision);
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.json));
    const back = await this.get(to.parse(answer.json).to);
    if (back.location === '') throw new Error(`${back.status} ${back.text}`);
    return new URL(back.location, this.#origin);
  }

  async token(values: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}): Promise<TokenAnswer> {
    const answer = await this.form('/oidc/token', values, headers);
    if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
    return token.parse(answer.json);
  }
}
