import * as z from 'zod/mini';
import { ApiFault, faultOf, jsonOf } from './fault.ts';
import { reportAnswer } from './outage.ts';

// The page's policy forbids code made from text, which zod would otherwise try.
z.config({ jitless: true });

type Query = Readonly<Record<string, string | number | undefined>>;

export interface CallOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly query?: Query;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is. */
  readonly file?: { readonly name: string; readonly content: Blob };
  readonly signal?: AbortSignal;
}

/**
 * One call, its answer parsed at the border.
 * @param path under /api, e.g. `/intakes`; parts that are data must come through `pathPart`
 * @throws ApiFault
 */
export async function call<S extends z.ZodMiniType>(path: string, schema: S, options: CallOptions = {}): Promise<z.infer<S>> {
  const text = await answerOf(path, options);
  const parsed = schema.safeParse(text === '' ? undefined : jsonOf(text));
  if (!parsed.success) {
    console.warn(`/api${path}`, z.prettifyError(parsed.error));
    throw new ApiFault(200, { code: 'answer.unreadable', message: '' });
  }
  return parsed.data;
}

/** A call whose answer does not matter. @throws ApiFault */
export async function send(path: string, options: CallOptions): Promise<void> {
  await answerOf(path, options);
}

export function pathPart(data: string): string {
  return encodeURIComponent(data);
}

async function answerOf(path: string, options: CallOptions): Promise<string> {
  const headers: Record<string, string> = { accept: 'application/json' };
  const method = options.method ?? 'GET';
  if (method !== 'GET') headers['x-yteso'] = '1';
  const init: RequestInit = { method, headers, credentials: 'same-origin' };
  if (options.signal) init.signal = options.signal;
  if (options.json !== undefined) {
    headers['content-type'] = 'application/json';
    init.body = JSON.stringify(options.json);
  } else if (options.file) {
    headers['content-type'] = 'application/octet-stream';
    headers['x-file-name'] = pathPart(options.file.name);
    init.body = options.file.content;
  }
  const response = await fetch(`/api${path}${queryText(options.query)}`, init).catch((error: unknown) => {
    if (options.signal?.aborted) throw error;
    reportAnswer(0);
    throw new ApiFault(0, { code: 'server.away', message: '' });
  });
  reportAnswer(response.status);
  const text = await response.text();
  if (!response.ok) throw faultOf(response.status, text);
  return text;
}

function queryText(query: Query = {}): string {
  const given = Object.entries(query).flatMap(([key, value]) => (value === undefined || value === '' ? [] : [[key, String(value)]]));
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
}
