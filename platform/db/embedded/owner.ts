import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { processStart } from './process.ts';

const mark = z.object({ pid: z.number().int(), started: z.string() });

/**
 * Marks this process as the one that runs the cluster of the folder.
 * @returns undefined when it is ours now, else the pid of the live owner. A mark of a dead process (kill −9) is taken over.
 */
export function takeOwnership(base: string): number | undefined {
  const path = join(base, 'owner.json');
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      const file = openSync(path, 'wx', 0o600);
      writeSync(file, JSON.stringify({ pid: process.pid, started: processStart(process.pid) ?? '' }));
      closeSync(file);
      return undefined;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const owner = liveOwner(path);
    if (owner !== undefined && owner !== process.pid) return owner;
    rmSync(path, { force: true });
  }
  return liveOwner(path) ?? 0;
}

export function giveUpOwnership(base: string): void {
  rmSync(join(base, 'owner.json'), { force: true });
}

function liveOwner(path: string): number | undefined {
  try {
    const { pid, started } = mark.parse(JSON.parse(readFileSync(path, 'utf8')));
    return processStart(pid) === started ? pid : undefined;
  } catch {
    return undefined;
  }
}
