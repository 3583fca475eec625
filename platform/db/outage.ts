import { FAULTS, Fault } from '#platform/fault';

const NETWORK = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH']);

/** PostgreSQL's own code of an error (five characters), or Node's; undefined when it has none. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/**
 * Turns "PostgreSQL is not there" and "the disk is full" into faults; leaves every other error as it is.
 * Classes 08 and 57P: connection failures, shutdown, crash; 53300: no connection left.
 */
export function translate(error: unknown, broken: Error | undefined): unknown {
  if (error instanceof Fault) return error;
  const code = codeOf(error);
  if (code === '53100') return new Fault(FAULTS.databaseFull, {}, { cause: error });
  // Eight figures that are no day (20261399): only PostgreSQL has read them as one.
  if (code === '22007' || code === '22008') return new Fault(FAULTS.badRequest, {}, { cause: error });
  if (code === '57014') return new Fault(FAULTS.tooHeavy, {}, { cause: error });
  const gone = code !== undefined && (NETWORK.has(code) || code.startsWith('08') || code.startsWith('57P') || code === '53300');
  const cut = error instanceof Error && /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(error.message);
  if (gone || cut || (broken !== undefined && code === undefined && error === broken)) return new Fault(FAULTS.databaseAway, {}, { cause: error });
  return error;
}
