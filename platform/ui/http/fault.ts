import * as z from 'zod/mini';

/** Why a call to the server came to nothing. `message` and `remedy` are the server's, in Vietnamese, where it gave them. */
export class ApiFault extends Error {
  readonly code: string;
  /** HTTP status; 0: no answer at all. */
  readonly status: number;
  readonly remedy: string;
  readonly requestId: string;
  readonly places: readonly { readonly path: string; readonly message: string }[];

  constructor(status: number, given: { code: string; message: string; remedy?: string | undefined; requestId?: string | undefined; places?: readonly { path: string; message: string }[] | undefined }) {
    super(given.message);
    this.status = status;
    this.code = given.code;
    this.remedy = given.remedy ?? '';
    this.requestId = given.requestId ?? '';
    this.places = given.places ?? [];
  }
}

const body = z.object({
  error: z.object({
    code: z.string(), message: z.string(), remedy: z.optional(z.string()), requestId: z.optional(z.string()),
    places: z.optional(z.array(z.object({ path: z.string(), message: z.string() }))),
  }),
});

/** The fault of an answer that is no success. A body that is none of ours (a proxy's page) still yields a fault. */
export function faultOf(status: number, text: string): ApiFault {
  const parsed = body.safeParse(jsonOf(text));
  return parsed.success ? new ApiFault(status, parsed.data.error) : new ApiFault(status, { code: status >= 502 && status <= 504 ? 'server.away' : 'server.unreadable', message: '' });
}

/** The value of JSON text; undefined when it is none. */
export function jsonOf(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

/** No answer, or a server that is just coming back: trying again may help. */
export function isAway(error: unknown): boolean {
  return error instanceof ApiFault && (error.status === 0 || (error.status >= 502 && error.status <= 504));
}

export function isSignedOut(error: unknown): boolean {
  return error instanceof ApiFault && error.status === 401;
}
