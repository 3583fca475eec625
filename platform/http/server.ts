import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import cookie from '@fastify/cookie';
import fastify, { LogController } from 'fastify';
import type { FastifyInstance, FastifyServerOptions } from 'fastify';
import { z } from 'zod';
import { FAULTS, Fault } from '#platform/fault';
import { errorBody, toFault } from './errors.ts';
import { isBearer } from './guard.ts';
import { addSecurityHeaders } from './headers.ts';
import { describeError } from './log.ts';
import type { Metrics } from './metrics.ts';
import { rateGate, type Rates } from './rates.ts';
import type { Gate } from './route.ts';
import { tlsServer, type TlsFiles } from './tls.ts';

export interface HttpOptions {
  readonly gate: Gate;
  readonly metrics: Metrics;
  /** pino level; `silent` for tests. */
  readonly logLevel: string;
  /** Reverse proxies in front, one behind the other: of the addresses they tell, so many from the end are theirs; what stands before is the caller's word. 0: none is believed. */
  readonly trustProxy: number;
  /** Absent: plain HTTP, for a proxy in front or this machine alone. */
  readonly tls?: TlsFiles | undefined;
  /** Absent: as often as they like; for tests. */
  readonly rates?: Rates;
  /** Where log lines go; stdout when absent. */
  readonly logTo?: { write(line: string): void };
}

/** Bytes of a JSON body. Files travel as streams and have a limit of their own. */
export const JSON_LIMIT = 1024 * 1024;

/** Milliseconds: half an hour for a big file over a slow line; a line that says nothing at all is cut sooner. */
const TIMES = { requestTimeout: 1_800_000, connectionTimeout: 120_000 };

/** Where work is done; the page and its parts are files. */
const DATA = /^\/(?:api|fhir|oidc)\//u;

const UPLOADS = ['application/octet-stream', 'application/xml', 'text/xml'];

/** A Fastify with our edge: it has no routes yet and listens nowhere. */
export async function createHttp(options: HttpOptions): Promise<FastifyInstance> {
  z.config(z.locales.vi());
  const app = fastify({
    logger: loggerOf(options), logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }), trustProxy: options.trustProxy > 0 && ((_address, hop) => hop < options.trustProxy), bodyLimit: JSON_LIMIT,
    genReqId: () => randomUUID(), requestIdHeader: false, forceCloseConnections: 'idle',
    ...TIMES, ...(options.tls === undefined ? {} : { serverFactory: tlsServer(options.tls, TIMES) }), routerOptions: { maxParamLength: 200 },
    // What is no HTTP, or too much of it: no request was read, so nothing of ours has run.
    clientErrorHandler: (error, socket) => { answerBroken(socket, 'code' in error ? String(error.code) : ''); },
    frameworkErrors: (error, request, reply) => {
      // Met before routing (an address that cannot be decoded): Fastify's hooks do not run here.
      const fault = toFault(error, JSON_LIMIT);
      reply.hijack();
      reply.raw.writeHead(fault.entry.status, { 'content-type': 'application/json; charset=utf-8', 'x-content-type-options': 'nosniff' });
      reply.raw.end(JSON.stringify(errorBody(fault, request.id)));
    },
  });
  app.decorate('gate', options.gate);
  app.decorateRequest('policy', null);
  const rates = options.rates === undefined ? undefined : rateGate(options.rates);
  app.decorate('rates', rates ?? null);
  // The template: an address can be spelled in many ways (%61pi, http://host/api).
  if (rates !== undefined) app.addHook('onRequest', (request) => (DATA.test(request.routeOptions.url ?? request.url) ? rates.address(request.ip) : Promise.resolve()));
  await app.register(cookie);
  app.addContentTypeParser(UPLOADS, (_request, payload, done) => { done(null, payload); });
  addSecurityHeaders(app);

  app.setErrorHandler(async (error, request, reply) => {
    const fault = toFault(error, JSON_LIMIT);
    if (fault.entry.status >= 500) request.log.error({ error: describeError(fault.cause ?? fault) }, fault.code);
    if (fault.entry.status === 401 && isBearer(request.headers.authorization)) reply.header('www-authenticate', 'Bearer error="invalid_token"');
    if (fault.entry.status === 503 || fault.entry.status === 429) reply.header('retry-after', '10');
    return reply.code(fault.entry.status).send(errorBody(fault, request.id));
  });
  app.addHook('onResponse', async (request, reply) => {
    // The template, never the address: addresses carry keys of people.
    const template = request.routeOptions.url ?? 'none';
    options.metrics.observe(request.method, template, reply.statusCode, reply.elapsedTime / 1000);
    request.log.info({
      method: request.method, route: template, status: reply.statusCode,
      ms: Math.round(reply.elapsedTime), actor: request.policy?.actor.id ?? 'anonymous',
    }, 'request');
  });
  return app;
}

/** Milliseconds for whoever sent what is no request to take the answer. */
const LINGER = 1_000;

/** Answers on the bare connection and ends it: ended on our side alone, it would stay for as long as the other side goes on sending. */
function answerBroken(socket: Socket, code: string): void {
  if (!socket.writable || code === 'ECONNRESET') { socket.destroy(); return; }
  const status = code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : code === 'ERR_HTTP_REQUEST_TIMEOUT' ? '408 Request Timeout' : '400 Bad Request';
  const body = JSON.stringify(errorBody(new Fault(FAULTS.badRequest), randomUUID()));
  socket.end(`HTTP/1.1 ${status}\r\ncontent-type: application/json; charset=utf-8\r\nx-content-type-options: nosniff\r\ncache-control: no-store\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`);
  setTimeout(() => { socket.destroy(); }, LINGER).unref();
}

function loggerOf(options: HttpOptions): NonNullable<FastifyServerOptions['logger']> {
  const base = {
    level: options.logLevel, base: null,
    // Fastify logs errors of its own under these keys: keep them to what may be logged.
    serializers: {
      err: (error: Error) => ({ type: error.name, message: '', stack: '', ...describeError(error) }),
      req: () => ({}), res: () => ({}),
    },
  };
  return options.logTo === undefined ? base : { ...base, stream: options.logTo };
}
