import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseStartError, explainLog } from './error.ts';
import { command } from './place.ts';
import type { Place } from './place.ts';

/**
 * Makes a new cluster beside its final place and moves it there when it is whole, so that a kill half-way leaves nothing that looks finished.
 * The password is random and is kept in `base/password`, readable by the owner alone.
 */
export async function initialise(place: Place): Promise<void> {
  const draft = `${place.data}.new`;
  rmSync(draft, { recursive: true, force: true });
  const passwordPath = join(place.base, 'password');
  writeFileSync(passwordPath, `${randomBytes(24).toString('hex')}\n`, { mode: 0o600 });
  const passwordFile = place.uid === undefined ? passwordPath : lend(place, passwordPath);
  const run = command(place, 'initdb', [
    '-D', draft, '-U', 'yteso', '--auth=scram-sha-256', `--pwfile=${passwordFile}`,
    '--data-checksums', '--encoding=UTF8', '--locale=C.UTF-8', '--no-instructions',
  ]);
  const output = await new Promise<{ code: number | null; text: string }>((resolve) => {
    const child = spawn(run.file, run.args, { ...run.as, stdio: ['ignore', 'pipe', 'pipe'], cwd: '/' });
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => { text += chunk.toString(); });
    child.stderr.on('data', (chunk: Buffer) => { text += chunk.toString(); });
    child.once('error', (error) => resolve({ code: -1, text: error.message }));
    child.once('close', (code) => resolve({ code, text }));
  });
  if (passwordFile !== passwordPath) rmSync(passwordFile, { force: true });
  if (output.code !== 0) {
    rmSync(draft, { recursive: true, force: true });
    throw explainLog(output.text, 'initdb');
  }
  renameSync(draft, place.data);
}

/** The password of the cluster. @throws DatabaseStartError when its file was lost */
export function readPassword(place: Place): string {
  const path = join(place.base, 'password');
  if (!existsSync(path)) {
    throw new DatabaseStartError(`Mất tệp mật khẩu ${path} nên không mở được cơ sở dữ liệu.\nKhôi phục tệp đó từ bản sao lưu.`);
  }
  return readFileSync(path, 'utf8').trim();
}

/** A copy that the unprivileged user can read, gone after initdb. */
function lend(place: Place, path: string): string {
  const copy = join(dirname(place.data), 'password.new');
  writeFileSync(copy, readFileSync(path), { mode: 0o600 });
  chownSync(copy, place.uid ?? 0, place.gid ?? 0);
  return copy;
}
