import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseStartError } from './error.ts';
import { isPostmasterOf, processStart, readPostmaster } from './process.ts';

/**
 * Clears what a killed predecessor left: an orphaned postmaster is ended in good order,
 * a postmaster.pid whose number now belongs to another program is removed (PostgreSQL itself would refuse to start).
 */
export async function clearStale(data: string): Promise<void> {
  const left = readPostmaster(data);
  if (!left) return;
  if (!isPostmasterOf(left.pid, data)) {
    if (processStart(left.pid) !== undefined) rmSync(`${data}/postmaster.pid`, { force: true });
    return;
  }
  const begun = Date.now();
  signal(left.pid, 'SIGINT');
  while (isPostmasterOf(left.pid, data)) {
    if (Date.now() - begun > 30_000) {
      throw new DatabaseStartError(`PostgreSQL của lần chạy trước (tiến trình ${left.pid}) không chịu dừng.\nDừng nó bằng lệnh: kill -QUIT ${left.pid}, rồi chạy lại.`);
    }
    if (Date.now() - begun > 20_000) signal(left.pid, 'SIGQUIT');
    await pause(50);
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // Already gone: what was wanted.
  }
}
