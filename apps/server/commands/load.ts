import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { joinLoading, loadFiles, type LoadedFile } from '#domains/claim/server';
import { UsageError } from '../command.ts';
import { withContext } from './guest.ts';
import { loadMeter } from './load-meter.ts';

/** `yteso load`: files into the record, on all cores. Stopped in the middle, the same line goes on where it stood. */
export async function run(args: readonly string[]): Promise<number> {
  const { positionals, values } = parseArgs({ args: [...args], allowPositionals: true, options: { join: { type: 'boolean', default: false } } });
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop.abort());
  if (values.join) return help(stop.signal);
  if (positionals.length === 0) throw new UsageError('Hãy nêu ít nhất một tệp.');
  const missing = positionals.filter((path) => !existsSync(path));
  if (missing.length > 0) throw new UsageError(`Không có tệp: ${missing.slice(0, 5).join(', ')}`);
  const began = performance.now();
  const meter = loadMeter(began);
  const loaded = await withContext((context) => loadFiles(context, positionals, (progress) => {
    process.stderr.write(`${process.stderr.isTTY ? '\r\u001b[K' : ''}${meter(progress, performance.now())}${process.stderr.isTTY ? '' : '\n'}`);
  }, { signal: stop.signal, help: callHelpers }));
  if (process.stderr.isTTY) process.stderr.write('\n');
  summarise(loaded, (performance.now() - began) / 1000);
  if (stop.signal.aborted) process.stdout.write('Đã dừng giữa chừng. Chạy lại đúng lệnh này để nạp tiếp (máy chủ đang chạy thì tự nạp phần còn lại).\n');
  return stop.signal.aborted || loaded.some((file) => file.status === 'failed') ? 1 : 0;
}

/** One more process for each further core; what they are to file comes by their standard input. A helper that dies is missed by nobody. */
async function callHelpers(intakes: readonly string[], signal: AbortSignal): Promise<void> {
  const count = Math.min(availableParallelism(), MOST_HELPERS + 1, intakes.length) - 1;
  await Promise.all(Array.from({ length: count }, () => new Promise<void>((done) => {
    const child = spawn(process.execPath, [...process.execArgv, CLI, 'load', '--join'], { stdio: ['pipe', 'ignore', 'inherit'] });
    child.once('error', () => done());
    child.once('exit', () => done());
    signal.addEventListener('abort', () => child.kill('SIGTERM'));
    child.stdin.once('error', () => {});
    child.stdin.end(JSON.stringify(intakes));
  })));
}

const MOST_HELPERS = 15;
const CLI = fileURLToPath(new URL('../cli.ts', import.meta.url));

async function help(signal: AbortSignal): Promise<number> {
  const intakes = z.array(z.uuid()).parse(JSON.parse(await text(process.stdin)));
  await withContext((context) => joinLoading(context, intakes, signal));
  return 0;
}

function summarise(loaded: readonly LoadedFile[], seconds: number): void {
  const sum = (of: (file: LoadedFile) => number) => loaded.reduce((total, file) => total + of(file), 0);
  const skipped = loaded.filter((file) => file.skipped).length;
  process.stdout.write(`${loaded.length} tệp${skipped > 0 ? ` (${skipped} tệp đã nạp từ trước, bỏ qua)` : ''}: ${sum((f) => f.outcomes.new)} hồ sơ mới, ${sum((f) => f.outcomes.same)} đã có, `
    + `${sum((f) => f.outcomes.revised)} bản sửa, ${sum((f) => f.outcomes.refused)} không nhận, ${sum((f) => f.outcomes.broken)} không đọc được\n`
    + `Phát hiện: ${sum((f) => f.findings.error)} lỗi, ${sum((f) => f.findings.warning)} cảnh báo, ${sum((f) => f.findings.info)} lưu ý; ${seconds.toFixed(1)} giây\n`);
  for (const file of loaded.filter((one) => one.status === 'failed')) process.stdout.write(`Không đọc được: ${file.path}\n`);
}
