import { request as httpRequest } from 'node:http';
import { setImmediate as breath } from 'node:timers/promises';
import { z } from 'zod';
import type { Mutant } from './request.ts';
import { mutant } from './request.ts';
import { can } from '#platform/access';
import { dayInVietnam } from '#platform/time/rules';
import { randomOf, type Random } from './random.ts';
import { AS, type Attacked } from './world.ts';

export interface Outcome {
  readonly asked: number;
  readonly byStatus: Readonly<Record<string, number>>;
  /** What must not be: 5xx, an error of another form, an answer that never came. Each kind once, with the request that showed it. */
  readonly faults: readonly string[];
  /** Bytes of the heap after a collection, at intervals. */
  readonly heap: readonly number[];
  readonly seconds: number;
  /** Routes that no request reached past their gate. */
  readonly unreached: readonly string[];
}

const ours = z.object({ error: z.object({ code: z.string(), message: z.string(), remedy: z.string(), requestId: z.string() }) });
const fhirs = z.object({ resourceType: z.literal('OperationOutcome'), issue: z.array(z.object({ details: z.object({ text: z.string() }) })).min(1) });
const oauth = z.object({ error: z.string() });
/** Meant: a part of the program is away, no room is left. */
const MEANT = new Set([503, 507]);
/** Each costs a password’s hash or a start of the policy engine: asked more seldom. */
const COSTLY = /^\/api\/(?:session|account\/password|invitation\/accept|reset|session\/switch|session\/confirm|account\/pin|access\/policies(?:\/check|\/try)?)$/u;
const AT_ONCE = 16;
const LOOKS = 12;

/** Sends `count` requests that a seed repeats. @param tell progress */
export async function attack(target: Attacked, count: number, seed: number, tell: (line: string) => void = () => {}): Promise<Outcome> {
  const random = randomOf(seed);
  const byStatus: Record<string, number> = {};
  const faults = new Map<string, string>();
  const reached = new Set<string>();
  const heap: number[] = [];
  const ids = [...target.known.ids];
  const known = { ...target.known, ids };
  const routes = target.routes.filter((one) => !COSTLY.test(one.url));
  const costly = target.routes.filter((one) => COSTLY.test(one.url));
  const began = performance.now();
  let asked = 0;

  async function one(): Promise<void> {
    const route = (random.chance(0.004) ? random.pick(costly) : random.pick(routes)) ?? routes[0];
    if (!route) return;
    const sent = mutant(random, route, known);
    const caller = callerOf(random, target, route.action);
    const headers = caller === '' ? sent.headers : { ...sent.headers, [AS]: caller };
    const name = `${route.method} ${route.url}`;
    let answer: { status: number; type: string; text: string };
    try {
      answer = random.chance(0.1) ? await bySocket(target.address, { ...sent, headers }) : await inside(target, { ...sent, headers });
    } catch (error) {
      answer = { status: 0, type: '', text: error instanceof Error ? error.message : 'lost' };
    }
    asked += 1;
    byStatus[answer.status] = (byStatus[answer.status] ?? 0) + 1;
    if (![0, 401, 403, 404].includes(answer.status)) reached.add(name);
    const wrong = judged(answer, sent);
    if (wrong !== undefined) {
      const kind = `${name}: ${wrong}`;
      if (!faults.has(kind)) tell(`fault: ${kind}`);
      if (!faults.has(kind)) faults.set(kind, `${kind} <- ${caller}: ${JSON.stringify({ ...sent, body: String(sent.body ?? '').slice(0, 600) }).slice(0, 1_500)} -> ${answer.text.slice(0, 300)}`);
    }
    // What the server names is named back to it.
    const [found] = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/u.exec(answer.status === 200 ? answer.text.slice(0, 4_000) : '') ?? [];
    if (found !== undefined) { if (ids.length < 400) ids.push(found); else ids[random.below(ids.length)] = found; }
  }

  for (let look = 0; look < LOOKS; look += 1) {
    const until = Math.floor((count * (look + 1)) / LOOKS);
    while (asked < until) {
      await Promise.all(Array.from({ length: Math.min(AT_ONCE, until - asked) }, one));
      await breath();
    }
    globalThis.gc?.();
    heap.push(process.memoryUsage().heapUsed);
    tell(`${asked} requests, ${Math.round(asked / ((performance.now() - began) / 1000))}/s, heap ${Math.round((heap.at(-1) ?? 0) / 1e6)} MB, ${faults.size} kinds of fault`);
  }
  const unreached = target.routes.map((one) => `${one.method} ${one.url}`).filter((one) => !reached.has(one));
  return { asked, byStatus, faults: [...faults.values()], heap, seconds: (performance.now() - began) / 1000, unreached };
}

/** Most often somebody who may, so that what is behind the gate is met; `''`: whoever the cookie says. */
function callerOf(random: Random, { callers }: Attacked, action: string): string {
  const may = [...callers].filter(([, policy]) => can(policy, action, dayInVietnam(Date.now()))).map(([name]) => name);
  return random.chance(0.85) && may.length > 0 ? random.pick(may) ?? '' : random.pick([...callers.keys(), '']) ?? '';
}

function judged({ status, type, text }: { status: number; type: string; text: string }, sent: Mutant): string | undefined {
  if (status === 0) return `no answer (${text.replaceAll(/\d+/gu, 'N').slice(0, 80)})`;
  if (status >= 500 && !MEANT.has(status)) return `status ${status}`;
  if (status < 400 || sent.method === 'HEAD' || text === '') return undefined;
  // The provider of programs speaks OAuth's form, and shows people a page.
  const oidc = sent.url.startsWith('/oidc') || /^\/+(?:oidc)/u.test(sent.url);
  if (oidc && (type.includes('html') || parsed(text, oauth))) return undefined;
  return parsed(text, ours) || parsed(text, fhirs) ? undefined : `status ${status} in another form`;
}

function parsed(text: string, schema: z.ZodType): boolean {
  try {
    return schema.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}

type Methods = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD' | 'OPTIONS';
const isMethod = (text: string): text is Methods => ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'].includes(text);

async function inside(target: Attacked, { method, url, headers, body }: Mutant): Promise<{ status: number; type: string; text: string }> {
  const answer = await target.app.inject({ method: isMethod(method) ? method : 'GET', url, headers: { ...headers }, ...(body === undefined ? {} : { payload: body }) });
  return { status: answer.statusCode, type: String(answer.headers['content-type'] ?? ''), text: answer.body };
}

function bySocket(address: string, { method, url, headers, body }: Mutant): Promise<{ status: number; type: string; text: string }> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve, reject) => {
    const asking = httpRequest({ hostname, port, method, path: url, headers: { ...headers, ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }) }, timeout: 30_000 }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => { parts.push(part); });
      answer.on('end', () => { resolve({ status: answer.statusCode ?? 0, type: String(answer.headers['content-type'] ?? ''), text: Buffer.concat(parts).toString() }); });
      answer.on('error', reject);
    });
    // `Expect` and `Upgrade` may be answered by the connection instead.
    asking.on('upgrade', (_answer, socket) => { socket.destroy(); reject(new Error('upgraded')); });
    asking.on('timeout', () => { asking.destroy(new Error('timeout')); });
    asking.on('error', reject);
    asking.end(body);
  });
}
