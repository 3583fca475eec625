import { readFileSync } from 'node:fs';

/**
 * When a process was started, in clock ticks since boot, as /proc says; undefined: no such process.
 * Pid and start together name one process for good: a pid alone is used again after a restart of a container.
 */
export function processStart(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

/** Whether the process is a postmaster of that data folder. */
export function isPostmasterOf(pid: number, dataFolder: string): boolean {
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return processStart(pid) !== undefined && words[words.indexOf('-D') + 1] === dataFolder;
  } catch {
    return false;
  }
}

export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

/** What postmaster.pid says: line 1 pid, line 4 port. Undefined: no file, or not readable as such. */
export function readPostmaster(dataFolder: string): Postmaster | undefined {
  try {
    const lines = readFileSync(`${dataFolder}/postmaster.pid`, 'utf8').split('\n');
    const pid = Number(lines[0]);
    const port = Number(lines[3]);
    return Number.isInteger(pid) && pid > 1 && Number.isInteger(port) ? { pid, port } : undefined;
  } catch {
    return undefined;
  }
}
