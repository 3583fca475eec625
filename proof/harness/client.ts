import { z } from 'zod';
import { PASSWORD } from './server.ts';

const Counts = z.object({ error: z.number(), warning: z.number(), info: z.number() });
export const Intake = z.object({
  id: z.string(), status: z.enum(['waiting', 'running', 'done', 'failed']), done: z.number(), broken: z.number(), complete: z.boolean(), findings: Counts,
  problems: z.array(z.object({ message: z.string() })),
});
export type Intake = z.infer<typeof Intake>;
export const Line = z.object({ id: z.string().nullable(), position: z.number(), maLk: z.string(), outcome: z.enum(['new', 'same', 'revised', 'refused', 'broken']), reason: z.string().nullable(), findings: Counts });
export type Line = z.infer<typeof Line>;
const Failure = z.object({ error: z.object({ code: z.string(), message: z.string(), remedy: z.string() }) });
const Page = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), more: z.boolean() });

export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly status: number; readonly words: string };

/** One signed-in account, talking to the server as the screens do. */
export class Client {
  readonly #address: string;
  readonly #user: string;
  #cookie = '';

  constructor(address: string, user: string) {
    this.#address = address;
    this.#user = user;
  }

  async signIn(): Promise<void> {
    const answer = await fetch(`${this.#address}/api/session`, {
      method: 'POST', headers: { 'content-type': 'application/json', 'x-yteso': '1' }, body: JSON.stringify({ account: this.#user, password: PASSWORD }),
    });
    if (!answer.ok) throw new Error(`sign-in answered ${answer.status}`);
    this.#cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  }

  /** What every request carries. */
  get headers(): Record<string, string> {
    return { 'x-yteso': '1', cookie: this.#cookie };
  }

  /** File name of the newest intake. */
  async newest(): Promise<string | null> {
    const answer = await this.#ask('/api/intakes?limit=1', Page(z.object({ fileName: z.string() })));
    return answer.ok ? (answer.value.items[0]?.fileName ?? null) : null;
  }

  /** Drops a file; the id of the intake once the server has it for good. */
  upload(name: string, body: BodyInit, signal?: AbortSignal): Promise<Answer<{ id: string }>> {
    const init: RequestInit & { duplex: 'half' } = { method: 'POST', headers: { 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(name) }, body, duplex: 'half', ...(signal ? { signal } : {}) };
    return this.#ask('/api/intakes', z.object({ id: z.string() }), init);
  }

  intake(id: string): Promise<Answer<Intake>> {
    return this.#ask(`/api/intakes/${id}`, Intake);
  }

  /** All lines of an intake. */
  async lines(id: string): Promise<Line[]> {
    const lines: Line[] = [];
    for (;;) {
      const answer = await this.#ask(`/api/intakes/${id}/dossiers?limit=200&offset=${lines.length}`, Page(Line));
      if (!answer.ok) throw new Error(answer.words);
      lines.push(...answer.value.items);
      if (!answer.value.more) return lines;
    }
  }

  /** Messages of a dossier's sheet, worst first. */
  async findings(dossier: string): Promise<{ rule: string; severity: string; message: string }[]> {
    const answer = await this.#ask(`/api/dossiers/${dossier}`, z.object({ findings: z.array(z.object({ rule: z.string(), severity: z.string(), message: z.string() })) }));
    return answer.ok ? answer.value.findings : [];
  }

  async #ask<S extends z.ZodType>(path: string, schema: S, init: RequestInit = {}): Promise<Answer<z.output<S>>> {
    try {
      const answer = await fetch(`${this.#address}${path}`, { ...init, headers: { ...init.headers, ...this.headers } });
      const body: unknown = await answer.json();
      if (answer.ok) return { ok: true, value: schema.parse(body) };
      const failure = Failure.safeParse(body);
      return { ok: false, status: answer.status, words: failure.success ? `${failure.data.error.message} ${failure.data.error.remedy}` : `HTTP ${answer.status}` };
    } catch (error) {
      if (error instanceof z.ZodError) throw error;
      return { ok: false, status: 0, words: error instanceof Error ? error.message : 'no answer' };
    }
  }
}
