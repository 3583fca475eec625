import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../../scripts/free-port.ts';
import type { SftpOutlet } from './config.ts';
import { readOutlets } from './index.ts';
import { sendBySftp } from './sftp.ts';

const SSHD = '/usr/sbin/sshd';
const skip = existsSync(SSHD) && existsSync('/usr/bin/sftp') ? false : 'not available';
const folder = mkdtempSync(join(tmpdir(), 'yteso-sftp-'));
const key = (name: string): string => { const path = join(folder, name); execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', path]); return path; };
const live = new AbortController().signal;
const message = { id: '0b9d4a34-7c5e-4f0e-9d7e-5a3f6f0c1a11', kind: 'dossier', facility: '62990', maLk: 'V1', revision: 1, file: 'a', position: 1, day: null, sent: null };
after(() => rmSync(folder, { recursive: true, force: true }));

/** Debian's own server, for who runs the test. */
async function startServer(subsystem: string): Promise<{ outlet: SftpOutlet; into: string; stop: () => Promise<void> }> {
  const port = await freePort();
  const [host, user] = [key(`host-${port}`), key(`user-${port}`)];
  const into = join(folder, `in-${port}`);
  mkdirSync(into);
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true });
  const config = join(folder, `sshd-${port}.conf`);
  writeFileSync(config, [`Port ${port}`, 'ListenAddress 127.0.0.1', `HostKey ${host}`, `AuthorizedKeysFile ${user}.pub`, 'StrictModes no', 'UsePAM no', 'PidFile none', 'PermitRootLogin prohibit-password', 'PasswordAuthentication no', `Subsystem sftp ${subsystem}`, ''].join('\n'));
  const server = spawn(SSHD, ['-D', '-e', '-f', config], { stdio: 'ignore' });
  const stop = async (): Promise<void> => { if (server.exitCode === null && server.signalCode === null) { server.kill('SIGKILL'); await new Promise((resolve) => { server.once('exit', resolve); }); } };
  after(stop);
  const stands = () => new Promise<boolean>((resolve) => { const line = connect(port, '127.0.0.1', () => { line.destroy(); resolve(true); }); line.on('error', () => resolve(false)); });
  while (!await stands()) await pause(50);
  const known = join(folder, `known-${port}`);
  writeFileSync(known, `[127.0.0.1]:${port} ${readFileSync(`${host}.pub`, 'utf8')}`);
  return { into, stop, outlet: { type: 'sftp', name: 'cdc', host: '127.0.0.1', port, user: userInfo().username, keyFile: user, knownHostsFile: known, folder: into, perSecond: 10, parallel: 1, patience: 30 } };
}

test('a description with signs that a command could take for another is refused', () => {
  const path = join(folder, 'outlets.json');
  const described = (change: object) => { writeFileSync(path, JSON.stringify([{ type: 'sftp', name: 'cdc', host: 'sftp.tinh.vn', user: 'yteso', keyFile: '/k', knownHostsFile: '/h', folder: 'nhan', ...change }])); return readOutlets(path, {}); };
  assert.equal(described({}).length, 1);
  for (const change of [{ host: '-oProxyCommand=x' }, { host: 'a b' }, { user: '-x' }, { user: 'a@b' }, { folder: 'a b' }, { folder: '-a' }, { folder: 'a\n!ls' }, { folder: '"a"' }, { keyFile: '-i' }, { knownHostsFile: 'a b' }, { port: 0 }]) assert.throws(() => described(change), /YTESO_OUTLETS/u, JSON.stringify(change));
});

test('SFTP: whole files, the same message the same file, whatever else is said with what to do', { skip }, async () => {
  const { outlet, into, stop } = await startServer('internal-sftp');
  const bytes = Buffer.from('<GIAMDINHHS>ă</GIAMDINHHS>'.repeat(20_000));
  const sent = await sendBySftp(outlet, message, bytes, live);
  assert.deepEqual(sent, { outcome: 'received', receipt: `${message.id}.xml`, receivedAt: null, answer: 'Đã đặt vào thư mục nhận.' });
  const there = join(into, '62990', `${message.id}.xml`);
  assert.ok(readFileSync(there).equals(bytes));
  assert.equal((await sendBySftp(outlet, message, bytes, live)).outcome, 'received');
  assert.deepEqual(readdirSync(join(into, '62990')), [`${message.id}.xml`]);

  const answer = async (change: Partial<SftpOutlet>, signal = live) => { const left = await sendBySftp({ ...outlet, ...change }, { ...message, id: 'other' }, bytes, signal); return [left.outcome, left.answer]; };
  assert.match((await answer({ keyFile: key('stranger') })).join(' '), /not-sent Nơi nhận không nhận khoá đăng nhập/u);
  writeFileSync(join(folder, 'wrong'), `[127.0.0.1]:${outlet.port} ${readFileSync(`${key('other-host')}.pub`, 'utf8')}`);
  assert.match((await answer({ knownHostsFile: join(folder, 'wrong') })).join(' '), /not-sent Khoá của máy chủ nơi nhận/u);
  assert.match((await answer({ folder: '/khong/co' })).join(' '), /not-sent Không ghi được/u);
  chmodSync(outlet.keyFile, 0o644);
  assert.match((await answer({})).join(' '), /not-sent Không dùng được tệp khoá riêng/u);
  chmodSync(outlet.keyFile, 0o600);
  assert.match((await answer({}, AbortSignal.abort())).join(' '), /not-sent Nơi nhận không trả lời kịp/u);
  await stop();
  assert.match((await answer({})).join(' '), /not-sent Chưa nối được/u);
  assert.deepEqual(readdirSync(join(into, '62990')), [`${message.id}.xml`]);
});

test('SFTP: a server that does not rename onto what is there still takes the same message again', { skip }, async () => {
  const { outlet, into } = await startServer('internal-sftp -P posix-rename');
  for (const text of ['một', 'một']) assert.equal((await sendBySftp(outlet, message, Buffer.from(text), live)).outcome, 'received');
  assert.deepEqual(readdirSync(join(into, '62990')), [`${message.id}.xml`]);
});

test('SFTP: a line that breaks is a line that breaks, though the folder was there already; no room here is said so', { skip }, async () => {
  const script = join(folder, 'short.sh');
  writeFileSync(script, '#!/bin/sh\nexec timeout -s KILL 0.6 /usr/lib/openssh/sftp-server\n');
  chmodSync(script, 0o755);
  const { outlet, into } = await startServer(script);
  mkdirSync(join(into, '62990'));
  const broken = await sendBySftp(outlet, message, Buffer.alloc(300_000_000), live);
  assert.deepEqual([broken.outcome, broken.answer], ['not-sent', 'Chưa nối được tới nơi nhận: sẽ tự thử lại.']);
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = join(folder, 'khong-co');
  try {
    const full = await sendBySftp(outlet, message, Buffer.from('a'), live);
    assert.deepEqual([full.outcome, /thư mục tạm/u.test(full.answer)], ['not-sent', true]);
  } finally {
    if (before === undefined) delete process.env['TMPDIR']; else process.env['TMPDIR'] = before;
  }
});
