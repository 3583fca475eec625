/** The log as rooms see it. Data: ids, counts, codes. Never names, bodies, query strings. */
export interface Log {
  info(data: Readonly<Record<string, unknown>>, message: string): void;
  warn(data: Readonly<Record<string, unknown>>, message: string): void;
  error(data: Readonly<Record<string, unknown>>, message: string): void;
}

const PLAIN = new Set(['Error', 'TypeError', 'RangeError', 'ReferenceError', 'Fault']);

/**
 * What may be logged of an error: kind, code, where. Messages of parsers and of PostgreSQL quote the data they failed on,
 * so only those of our own errors are kept.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { kind: typeof error };
  const named: Record<string, unknown> = { kind: error.name };
  for (const key of ['code', 'table', 'constraint', 'routine'] as const) {
    const value = key in error ? Reflect.get(error, key) : undefined;
    if (typeof value === 'string') named[key] = value;
  }
  if (PLAIN.has(error.name)) named['message'] = error.message;
  named['at'] = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at ')).slice(0, 8).map((line) => line.trim());
  if (error.cause !== undefined) named['cause'] = describeError(error.cause);
  return named;
}
