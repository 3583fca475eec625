import type { FastifyError } from 'fastify';
import type { z } from 'zod';
import { FAULTS, Fault } from '#platform/fault';

/** The body of every answer that is an error. */
export interface ErrorBody {
  readonly error: {
    readonly code: string;
    /** Vietnamese. */
    readonly message: string;
    /** What the user can do, Vietnamese. */
    readonly remedy: string;
    readonly requestId: string;
    readonly places?: readonly { path: string; message: string }[];
  };
}

export function errorBody(fault: Fault, requestId: string): ErrorBody {
  const base = { code: fault.code, message: fault.message, remedy: fault.remedy, requestId };
  return { error: fault.places.length === 0 ? base : { ...base, places: fault.places } };
}

/** The places of a schema's refusal. Zod's messages name what is expected, not what was given. */
export function invalidInput(error: z.ZodError): Fault {
  const places = error.issues.slice(0, 50).map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  return new Fault(FAULTS.invalid, { count: error.issues.length }, { places });
}

const BY_FASTIFY: Readonly<Record<string, (limit: number) => Fault>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: (limit) => new Fault(FAULTS.tooLarge, { limit }),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => new Fault(FAULTS.mediaType),
  FST_ERR_CTP_INVALID_JSON_BODY: () => new Fault(FAULTS.notJson),
  FST_ERR_CTP_EMPTY_JSON_BODY: () => new Fault(FAULTS.notJson),
};

/** Whatever was thrown, as a fault. @param limit bytes that a JSON body may have */
export function toFault(error: unknown, limit: number): Fault {
  if (error instanceof Fault) return error;
  if (!isFastifyError(error)) return new Fault(FAULTS.unexpected, {}, { cause: error });
  const known = BY_FASTIFY[error.code];
  if (known) return known(limit);
  const status = error.statusCode ?? 500;
  if (error instanceof SyntaxError && status === 400) return new Fault(FAULTS.notJson);
  return new Fault(status >= 400 && status < 500 ? FAULTS.badRequest : FAULTS.unexpected, {}, { cause: error });
}

function isFastifyError(error: unknown): error is FastifyError {
  return error instanceof Error && 'statusCode' in error;
}
