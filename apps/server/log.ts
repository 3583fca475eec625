import type { Log } from '#platform/http';

const LEVELS: Readonly<Record<string, number>> = { trace: 10, debug: 20, info: 30, warn: 40, error: 50, fatal: 60, silent: 100 };

/** JSON lines in the shape of the request log, for what happens outside of requests. */
export function jsonLog(level: string, write: (line: string) => void): Log {
  const lowest = LEVELS[level] ?? 30;
  const line = (rank: number) => (data: Readonly<Record<string, unknown>>, message: string): void => {
    if (rank >= lowest) write(`${JSON.stringify({ level: rank, time: Date.now(), ...data, msg: message })}\n`);
  };
  return { info: line(30), warn: line(40), error: line(50) };
}
