import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { can } from '#platform/access';
import type { Policy } from '#platform/access';
import { FAULTS, Fault } from '#platform/fault';
import { invalidInput } from './errors.ts';
import { isFromOwnPages, refuseNul } from './guard.ts';
import type { RateGate } from './rates.ts';

export interface Call<P, Q, B> {
  readonly policy: Policy;
  readonly input: { readonly params: P; readonly query: Q; readonly body: B };
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** The body of an upload (application/octet-stream, application/xml, text/xml) as a stream, read by nobody yet. @throws Fault request.media-type */
  upload(): Readable;
}

export interface RouteSpec<P, Q, B> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  /** `noun.verb`: refused unless a grant of the caller's role allows it. */
  readonly action: string;
  readonly params?: z.ZodType<P>;
  readonly query?: z.ZodType<Q>;
  readonly body?: z.ZodType<B>;
  /**
   * Who calls, by credentials of the route's own kind, for programs that know no header of ours. The session cookie is not looked at then, so a foreign
   * page has nothing to borrow and the header that guards cookies is not asked for.
   */
  caller?(request: FastifyRequest): Promise<Policy>;
  /** What it returns is the answer (JSON, or a stream after `reply.type(…)`). Inside of `withAccess` nothing is sent: the answer would leave before it is in the trail. */
  handler(call: Call<P, Q, B>): Promise<unknown> | unknown;
}

/** A route as it is told of, with what its input must look like. */
export interface AddedRoute {
  readonly method: string;
  readonly url: string;
  readonly action: string;
  readonly params?: z.ZodType | undefined;
  readonly query?: z.ZodType | undefined;
  readonly body?: z.ZodType | undefined;
}

/** How the edge learns who calls and records refusals; given once, when the server is made. */
export interface Gate {
  policyOf(request: FastifyRequest): Promise<Policy>;
  refused(policy: Policy, action: string, target: string): Promise<void>;
  /** yyyyMMdd */
  today(): string;
  /** Told of every route that is added: for the matrix of who may do what. */
  added?(route: AddedRoute): void;
}

declare module 'fastify' {
  interface FastifyInstance {
    gate: Gate;
    rates: RateGate | null;
  }
  interface FastifyRequest {
    policy: Policy | null;
  }
}

/**
 * Adds a route. Before the body is read: the origin is checked, the caller is known and the action allowed; then the input is parsed.
 * Parts without a schema arrive as undefined. Query values are text: use z.coerce.
 *
 *     route(app, {
 *       method: 'GET', url: '/api/dossiers/:id', action: 'dossier.read', params: z.object({ id: z.string() }),
 *       handler: ({ policy, input }) => db.withAccess(policy, { action: 'dossier.read', target: `dossier/${input.params.id}` }, (tx) => …),
 *     });
 */
export function route<P = undefined, Q = undefined, B = undefined>(app: FastifyInstance, spec: RouteSpec<P, Q, B>): void;
export function route(app: FastifyInstance, spec: RouteSpec<unknown, unknown, unknown>): void {
  app.gate.added?.({ method: spec.method, url: spec.url, action: spec.action, params: spec.params, query: spec.query, body: spec.body });
  app.route({
    method: spec.method,
    url: spec.url,
    onRequest: async (request) => {
      const policy = await (spec.caller === undefined ? app.gate.policyOf(request) : spec.caller(request));
      request.policy = policy;
      if (policy.actor.kind === 'account') await app.rates?.account(policy.actor.id);
      const own = spec.caller !== undefined || isFromOwnPages(request);
      if (own && can(policy, spec.action, app.gate.today())) return;
      await app.gate.refused(policy, spec.action, `${own ? 'route' : 'foreign-origin'}/${spec.method} ${spec.url}`);
      if (!own) throw new Fault(FAULTS.foreignOrigin);
      throw new Fault(policy.role === 'anonymous' ? FAULTS.notSignedIn : FAULTS.refused, { action: spec.action });
    },
    handler: async (request, reply) => {
      if (request.policy === null) throw new Fault(FAULTS.notSignedIn);
      refuseNul(request.params, request.query, request.body);
      const input = parse(spec, request);
      const answer = await spec.handler({ policy: request.policy, input, request, reply, upload: () => streamOf(request) });
      if (answer === undefined && !reply.sent && reply.statusCode === 200) return reply.code(204).send();
      return answer;
    },
  });
}

function parse(spec: RouteSpec<unknown, unknown, unknown>, request: FastifyRequest): { params: unknown; query: unknown; body: unknown } {
  const parts = z.object({
    params: spec.params ?? z.unknown().transform(() => undefined),
    query: spec.query ?? z.unknown().transform(() => undefined),
    body: spec.body ?? z.unknown().transform(() => undefined),
  }).safeParse({ params: request.params, query: request.query, body: request.body });
  if (!parts.success) throw invalidInput(parts.error);
  return { params: parts.data.params, query: parts.data.query, body: parts.data.body };
}

function streamOf(request: FastifyRequest): Readable {
  if (!(request.body instanceof Readable)) throw new Fault(FAULTS.mediaType);
  return request.body;
}
