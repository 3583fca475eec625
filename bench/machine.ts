import { cpus, loadavg, release, totalmem } from 'node:os';

/** Where and when a result was measured; belongs in every file of bench/results. */
export interface Machine {
  readonly date: string;
  readonly node: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly kernel: string;
  /** 1, 5 and 15 minutes, at the start. */
  readonly load: readonly number[];
}

export function machine(): Machine {
  return {
    date: new Date().toISOString(), node: process.version, cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30), kernel: release(), load: loadavg().map((one) => Math.round(one * 100) / 100),
  };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
