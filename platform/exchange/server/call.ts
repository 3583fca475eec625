import { request as httpRequest } from 'node:http';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';

/** The other side could not be reached: no byte of the request left. */
export class NotReachedError extends Error {
  override name = 'NotReachedError';
}

export interface CallAnswer {
  readonly status: number;
  readonly body: string;
}

/** An answer is a few hundred bytes; whatever is larger is no answer. */
const LONGEST = 1024 * 1024;

/**
 * One call on a connection of its own. Not fetch: here it matters whether the connection ever stood, because only then
 * can the other side have received something.
 * @throws NotReachedError, else whatever broke after the connection stood
 */
export function call(method: 'GET' | 'POST', url: string, headers: Readonly<Record<string, string>>, body: string | Uint8Array, signal: AbortSignal): Promise<CallAnswer> {
  const secure = url.startsWith('https:');
  return new Promise((resolve, reject) => {
    let connected = false;
    const fail = (error: Error): void => { reject(connected ? error : new NotReachedError(error.message, { cause: error })); };
    const onResponse = (response: IncomingMessage): void => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > LONGEST) response.destroy(new Error('answer too long'));
        else chunks.push(chunk);
      });
      response.on('error', fail);
      response.on('end', () => { resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }); });
    };
    let request: ClientRequest;
    try {
      request = (secure ? httpsRequest : httpRequest)(url, { method, headers: { ...headers, ...(method === 'GET' ? {} : { 'content-length': String(Buffer.byteLength(body)) }) }, agent: false, signal }, onResponse);
    } catch (error) {
      // An address or a header that cannot be written: a token with a line break, a setting with accents.
      fail(error instanceof Error ? error : new Error('the request cannot be written'));
      return;
    }
    request.on('error', fail);
    request.on('socket', (socket) => { socket.once(secure ? 'secureConnect' : 'connect', () => { connected = true; }); });
    request.end(method === 'GET' ? undefined : body);
  });
}

/** JSON or undefined. */
export function parseAnswer(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
