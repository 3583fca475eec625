import type { FastifyReply, FastifyRequest } from 'fastify';
import { describeError, JSON_LIMIT, toFault } from '#platform/http';

const CODES: Readonly<Record<number, string>> = { 400: 'invalid', 401: 'login', 403: 'forbidden', 404: 'not-found', 409: 'conflict', 410: 'deleted', 412: 'conflict', 413: 'too-long', 422: 'processing', 429: 'throttled', 503: 'transient' };

/** An error as FHIR's clients read it; the same Vietnamese words as everywhere. */
export async function toOutcome(error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const fault = toFault(error, JSON_LIMIT);
  if (fault.entry.status >= 500) request.log.error({ error: describeError(fault.cause ?? fault) }, fault.code);
  if (fault.entry.status === 503) reply.header('retry-after', '10');
  return reply.code(fault.entry.status).type('application/fhir+json').send({
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: CODES[fault.entry.status] ?? (fault.entry.status >= 500 ? 'exception' : 'processing'), details: { coding: [{ code: fault.code }], text: fault.message }, diagnostics: fault.remedy }],
  });
}
