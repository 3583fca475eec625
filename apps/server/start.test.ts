import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { PRODUCT_FOLDER } from '#platform/config';

/** The program as people start it: a process of its own, its output, its exit code. */
interface Program {
  readonly child: ChildProcess;
  output(): string;
  readonly ended: Promise<number | null>;
}
const running = new Set<ChildProcess>();
after(() => { for (const child of running) child.kill('SIGKILL'); });

function start(dataFolder: string, args: readonly string[] = [], more: NodeJS.ProcessEnv = {}): Program {
  const child = spawn(process.execPath, ['apps/server/start.ts', ...args], { cwd: PRODUCT_FOLDER, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, PORT: '0', YTESO_DATA: dataFolder, ...more } });
  running.add(child);
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => { text += chunk.toString(); });
  child.stderr.on('data', (chunk: Buffer) => { text += chunk.toString(); });
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => { running.delete(child); resolve(code); }));
  return { child, output: () => text, ended };
}

async function ready(program: Program): Promise<string> {
  for (const end = Date.now() + 300_000; Date.now() < end; await pause(50)) {
    const address = /đã sẵn sàng[^"]*(http:\/\/[\d.]+:\d+)/.exec(program.output())?.[1];
    if (address !== undefined) return address;
    assert.equal(program.child.exitCode, null, program.output());
  }
  return assert.fail(`not ready: ${program.output()}`);
}
/** A connection that was kept may be closed by the server at the very moment it is used again: once more, on a new one. */
const get = (url: string, init: RequestInit = {}): Promise<Response> => fetch(url, init).catch(() => fetch(url, init));
const folder = (): string => mkdtempSync(join(tmpdir(), 'yteso-start-'));

test('empty installation: says how to get an administrator, ends on SIGTERM, comes back after kill −9 (how fast: bench/start.ts)', async () => {
  const data = folder();
  const first = start(data, ['--empty']);
  const address = await ready(first);
  assert.ok(first.output().includes(`YTESO_DATA=${data} npx yteso admin create --user `), first.output());
  assert.doesNotMatch(first.output(), /Tài khoản trình diễn/);
  assert.equal((await get(`${address}/healthz`)).status, 200);
  first.child.kill('SIGTERM');
  assert.equal(await first.ended, 0);
  assert.ok(!readdirSync(join(data, 'postgresql', 'data')).includes('postmaster.pid'));

  const second = start(data);
  await ready(second);
  assert.match(second.output(), /được giữ như vậy/);
  second.child.kill('SIGKILL');
  await second.ended;

  const third = start(data);
  const again = await ready(third);
  assert.equal((await get(`${again}/healthz`)).status, 200);

  const postmaster = Number(readFileSync(join(data, 'postgresql', 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
  process.kill(postmaster, 'SIGKILL');
  const away = await get(`${again}/api/me`, { headers: { cookie: 'yteso=x' } });
  assert.ok(away.status === 503 || away.status === 401);
  for (const end = Date.now() + 20_000; (await get(`${again}/healthz`)).status !== 200; await pause(100)) assert.ok(Date.now() < end, third.output());
  third.child.kill('SIGTERM');
  assert.equal(await third.ended, 0);
});

test('what cannot work is said with what to do', async () => {
  const blocker = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => blocker.once('listening', resolve));
  const bound = blocker.address();
  const port = typeof bound === 'object' && bound !== null ? String(bound.port) : '';
  const cases: [readonly string[], NodeJS.ProcessEnv, RegExp][] = [
    [[], { PORT: port }, new RegExp(`Cổng ${port} đang có chương trình khác dùng`)],
    [[], { PORT: 'x' }, /PORT: cổng/],
    [['--emty'], {}, /Tuỳ chọn không hiểu/],
    [[], { DATABASE_URL: 'postgresql://nobody:secret-word@127.0.0.1:1/none' }, /Không nối được tới PostgreSQL/],
    [[], { YTESO_DATA: '/etc/hostname/data' }, /Không tạo được thư mục dữ liệu/],
  ];
  for (const [args, environment, message] of cases) {
    const program = start(folder(), args, environment);
    assert.equal(await program.ended, 1);
    assert.match(program.output(), message);
    assert.doesNotMatch(program.output(), /secret-word/);
  }
  blocker.close();
});
