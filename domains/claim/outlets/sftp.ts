import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Outgoing, SendResult } from '#platform/exchange/server';
import type { SftpOutlet } from './config.ts';

/** Bytes of what the program says that are looked at. */
const LONGEST = 16 * 1024;
/** What OpenSSH says, and what that means for whoever looks after the line. */
const TROUBLES: readonly (readonly [RegExp, string])[] = [
  [/^no room$/u, 'Máy này không đủ chỗ trong thư mục tạm để gửi tệp: dọn ổ đĩa, yteso sẽ tự thử lại.'],
  [/host key verification failed|no .* host key is known|remote host identification has changed/iu, 'Khoá của máy chủ nơi nhận không có trong tệp khoá đã khai hoặc đã đổi: hỏi nơi nhận trước khi khai lại.'],
  [/unprotected private key|bad permissions|invalid format|no such identity|load key/iu, 'Không dùng được tệp khoá riêng: kiểm tra đường dẫn và quyền (0600).'],
  [/permission denied \(/iu, 'Nơi nhận không nhận khoá đăng nhập: nhờ nơi nhận đăng ký khoá công khai.'],
  [/remote open|no such file|permission denied|no space|failure/iu, 'Không ghi được vào thư mục của nơi nhận.'],
];

/**
 * Puts the bytes into the folder by SFTP: written beside, then renamed, so that nobody there meets half a file. By Debian's OpenSSH client, with a key;
 * the server is who the file of known hosts says, nobody else.
 */
export async function sendBySftp(outlet: SftpOutlet, message: Outgoing, payload: Uint8Array, signal: AbortSignal): Promise<SendResult> {
  const folder = `${outlet.folder}/${message.facility.replaceAll(/[^0-9A-Za-z]/gu, '_')}`;
  const name = `${message.id}.xml`;
  const [draft, whole] = [`${folder}/.${name}.part`, `${folder}/${name}`];
  const put = [`-mkdir ${folder}`, `put /dev/fd/3 ${draft}`];
  let done = await run(outlet, [...put, `rename ${draft} ${whole}`], payload, signal);
  // A server without posix-rename does not rename onto a file that is there from an earlier try.
  if (done.code === 1 && /rename/iu.test(done.said)) done = await run(outlet, [...put, `-rm ${whole}`, `rename ${draft} ${whole}`], payload, signal);
  if (done.code === 0) return { outcome: 'received', receipt: name, receivedAt: null, answer: 'Đã đặt vào thư mục nhận.' };
  // Whatever broke: the same file may be written again.
  return { outcome: 'not-sent', answer: wordsFor(done, signal), pause: true };
}

interface Done { /** null: it could not be started, or was stopped. */ readonly code: number | null; readonly said: string; readonly missing: boolean }

function wordsFor({ said, missing }: Done, signal: AbortSignal): string {
  if (missing) return 'Máy này chưa có chương trình sftp: cài gói openssh-client.';
  if (signal.aborted) return 'Nơi nhận không trả lời kịp: sẽ tự thử lại.';
  // A folder that is there already is said to be a failure, whatever breaks after it.
  const after = said.replaceAll(/^.*remote mkdir .*$/gmu, '');
  return TROUBLES.find(([pattern]) => pattern.test(after))?.[1] ?? 'Chưa nối được tới nơi nhận: sẽ tự thử lại.';
}

/** Runs a batch of OpenSSH's sftp; the bytes are its file 3. It reads nothing of this machine's own SSH settings. */
function run({ host, port, user, keyFile, knownHostsFile }: SftpOutlet, batch: readonly string[], payload: Uint8Array, signal: AbortSignal): Promise<Done> {
  let file: number;
  try {
    file = unnamed(payload);
  } catch {
    return Promise.resolve({ code: null, said: 'no room', missing: false });
  }
  const options = ['BatchMode=yes', 'StrictHostKeyChecking=yes', `UserKnownHostsFile=${knownHostsFile}`, 'GlobalKnownHostsFile=/dev/null', 'IdentitiesOnly=yes', 'ConnectTimeout=15', 'ServerAliveInterval=10', 'ServerAliveCountMax=3', 'LogLevel=ERROR'];
  return new Promise((resolve) => {
    let said = '';
    const child = spawn('sftp', ['-F', '/dev/null', '-b', '-', '-i', keyFile, '-P', String(port), ...options.flatMap((one) => ['-o', one]), `${user}@${host}`], {
      stdio: ['pipe', 'pipe', 'pipe', file], signal, killSignal: 'SIGKILL', env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C' },
    });
    const end = (done: Done): void => { closeQuietly(file); resolve(done); };
    let ended = false;
    const once = (done: Done): void => { if (!ended) { ended = true; end(done); } };
    child.once('error', (error) => { once({ code: null, said, missing: 'code' in error && error.code === 'ENOENT' }); });
    child.once('close', (code) => { once({ code, said, missing: false }); });
    // Its output repeats the batch; what went wrong is said beside it.
    child.stdout?.resume();
    child.stderr?.on('data', (chunk: Buffer) => { if (said.length < LONGEST) said += chunk.toString('utf8'); });
    child.stdin?.on('error', () => {});
    child.stdin?.end(`${batch.join('\n')}\n`);
  });
}

/** A file that has no name any more: nobody else finds it, and nothing is left behind, however this ends. @returns its descriptor */
function unnamed(bytes: Uint8Array): number {
  const folder = mkdtempSync(join(tmpdir(), 'yteso-'));
  const path = join(folder, 'out');
  const file = openSync(path, 'wx+', 0o600);
  rmSync(folder, { recursive: true });
  try {
    for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at, bytes.length - at, at);
  } catch (error) {
    closeQuietly(file);
    throw error;
  }
  return file;
}

function closeQuietly(file: number): void {
  try { closeSync(file); } catch { /* closed already */ }
}
